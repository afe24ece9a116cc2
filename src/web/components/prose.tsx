/** Allowed HTML from the archive, in the book face. */
import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'

interface ProseProps {
  /** Allowed HTML (story/allowed-html): never anything else. */
  html: string
  lang?: string | null
  className?: string
}

export const Prose: FC<ProseProps> = ({ html, lang, className }) => (
  <div class={className === undefined ? 'prose' : `prose ${className}`} lang={lang ?? undefined}>
    {raw(html)}
  </div>
)

/** A note of the writer's, set apart from the story. */
export const Note: FC<{ label: string; html: string; lang?: string | null }> = ({ label, html, lang }) => (
  <section class="note">
    <h2>{label}</h2>
    <Prose html={html} lang={lang} />
  </section>
)
