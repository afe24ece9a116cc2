/** Words in which what is typed stands between backquotes. */
import type { FC } from 'hono/jsx'

export const CodeText: FC<{ text: string }> = ({ text }) => (
  <>{text.split('`').map((piece, index) => (index % 2 === 1 ? <code>{piece}</code> : piece))}</>
)
