/** A page for what went wrong: what is so, why, and what can be done. */
import type { FC } from 'hono/jsx'
import type { Assets } from '../assets.ts'
import { Brand } from '../components/brand.tsx'
import { Document } from '../components/document.tsx'

export interface ErrorWords {
  title: string
  /** What is so. */
  text: string
  /** What can be done. */
  hint?: string
  /** A lasting code, for those who ask about it. */
  code?: string
}

/** Needs nothing of the library, since that may be what failed. */
export const ErrorPage: FC<ErrorWords & { assets: Assets; status: number }> = ({
  assets,
  status,
  title,
  text,
  hint,
  code,
}) => (
  <Document assets={assets} title={title} islands={[]}>
    <header class="bar">
      <Brand />
    </header>
    <main id="main" class="error narrow">
      <p class="soft">{status}</p>
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      {hint !== undefined && <p>{hint}</p>}
      <p>
        <a class="button" href="/">
          To the library
        </a>
      </p>
      {code !== undefined && <p class="soft small">{code}</p>}
    </main>
  </Document>
)
