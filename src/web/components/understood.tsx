/** What was understood of a query, each piece a link to the search without it; and what was not, told kindly. */
import type { Child, FC } from 'hono/jsx'
import type { WorkBlurb } from '../../archive/archive.ts'
import { EXACTLY } from '../../find/query/field-values.ts'
import type { NameVariant } from '../../find/query/name-variants.ts'
import type { ParsedQuery, QueryNode } from '../../find/query/query.ts'
import { writeQuery } from '../../find/query/write-query.ts'
import { type FindAddress, findHref } from '../forms/find-address.ts'
import { listed } from '../words/numbers.ts'

interface UnderstoodProps {
  address: FindAddress
  parsed: ParsedQuery
  /** The story that others shall be like. */
  like: WorkBlurb | undefined
  names: NameVariant[]
}

export const Understood: FC<UnderstoodProps> = ({ address, parsed, like, names }) => (
  <div class="understood">
    <Chips address={address} parsed={parsed} like={like} />
    {parsed.problems.length > 0 && (
      <ul class="query-problems" aria-label="What was not understood">
        {parsed.problems.map(({ text }) => (
          <li>{text}</li>
        ))}
      </ul>
    )}
    {names.map((variant) => (
      <p class="query-names">{variantWords(variant, address, parsed.nodes)}</p>
    ))}
  </div>
)

const Chips: FC<Pick<UnderstoodProps, 'address' | 'parsed' | 'like'>> = ({ address, parsed, like }) => {
  const { chips } = parsed
  if (like === undefined && chips.length === 0) return null
  return (
    <ul class="chips" aria-label="Looked for">
      {like !== undefined && (
        <Chip href={findHref(address, { like: undefined })} kind="like">
          like {address.like?.chapter !== undefined && 'a passage of '}“{like.fields.title}”
        </Chip>
      )}
      {chips.map(({ kind, label, without }) => (
        <Chip href={findHref(address, { query: without })} kind={kind}>
          {label}
        </Chip>
      ))}
    </ul>
  )
}

const Chip: FC<{ href: string; kind: string; children: Child }> = ({ href, kind, children }) => (
  <li>
    <a class={`chip chip-${kind}`} href={href}>
      <span class="sr">Let go of: </span>
      {children} <span aria-hidden="true">×</span>
    </a>
  </li>
)

function variantWords(
  { name, also, field }: NameVariant,
  address: FindAddress,
  nodes: readonly QueryNode[],
): Child {
  const others = listed(also.map((each) => `“${each}”`))
  if (field === undefined) return `Looked for ${others} too, since “${name}” may be the same.`
  const exact = writeQuery(exactly(nodes, name))
  return (
    <>
      “{name}” takes in {others}. <a href={findHref(address, { query: exact })}>Only “{name}”</a>
    </>
  )
}

/** The query with this name and no variants of it. */
function exactly(nodes: readonly QueryNode[], name: string): QueryNode[] {
  return nodes.map((node): QueryNode => {
    if (node.kind === 'field') return node.value === name ? { ...node, value: EXACTLY + name } : node
    return node.kind === 'any' || node.kind === 'all' ? { ...node, of: exactly(node.of, name) } : node
  })
}
