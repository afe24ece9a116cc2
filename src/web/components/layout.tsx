/** The page round every page but the reading ones: head, bar, what is under way, foot. */
import type { Child, FC } from 'hono/jsx'
import type { Frame } from '../web.ts'
import { count } from '../words/numbers.ts'
import { Brand } from './brand.tsx'
import { Document } from './document.tsx'
import { ProgressLine } from './progress-line.tsx'
import { UndoButton } from './undo-button.tsx'

interface LayoutProps {
  frame: Frame
  /** Of the window; the site's name is added. */
  title: string
  /** Client scripts by name: `queue` for islands/queue.ts. */
  islands?: string[]
  /** Class of `<main>`. */
  page: string
  /** What it shows goes on changing: without script it is loaded again every few seconds. */
  isChanging?: boolean
  /** Address of the feed that tells of what it shows. */
  feed?: string
  children: Child
}

export const Layout: FC<LayoutProps> = ({ frame, title, islands = [], page, isChanging, feed, children }) => (
  <Document
    assets={frame.assets}
    title={title}
    islands={frame.progress === null ? islands : [...islands, 'progress']}
    isChanging={isChanging}
    feed={feed}
  >
    <a class="skip" href="#main">
      Skip to the page
    </a>
    <header class="bar">
      <Brand />
      <nav aria-label="Fanfold">
        <NavLink href="/" frame={frame}>
          Library
        </NavLink>
        <NavLink href="/look" frame={frame}>
          Needs a look
          {frame.counts.needALook > 0 && (
            <>
              {' '}
              <span class="badge">{count(frame.counts.needALook)}</span>
            </>
          )}
        </NavLink>
        <NavLink href="/sources" frame={frame}>
          Files
        </NavLink>
        <NavLink href="/import" frame={frame}>
          Add
        </NavLink>
      </nav>
      {frame.progress !== null && <ProgressLine progress={frame.progress} />}
    </header>
    <main id="main" class={page} tabindex={-1}>
      {frame.notice !== null && (
        <div class="notice" role="status">
          <p>{frame.notice}</p>
          {frame.undo !== null && <UndoButton deed={frame.undo} />}
        </div>
      )}
      {children}
    </main>
    <footer class="foot">
      <a href="/searches">Kept searches</a>
      <a href="/api">For programs</a>
      <a href="/about">About Fanfold</a>
    </footer>
  </Document>
)

const NavLink: FC<{ href: string; frame: Frame; children: Child }> = ({ href, frame, children }) => (
  <a href={href} aria-current={isWithin(frame.path, href) ? 'page' : undefined}>
    {children}
  </a>
)

/** Finding and a story's pages belong to the library, imports to the files. */
function isWithin(path: string, href: string): boolean {
  if (href === '/sources') return path === href || path.startsWith('/jobs')
  if (href !== '/') return path === href
  return path === '/' || path === '/find' || path.startsWith('/works/')
}
