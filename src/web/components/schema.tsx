/** A JSON Schema in few words: what type a value has, and an object's keys. */
import type { Child, FC } from 'hono/jsx'
import type { JsonSchema } from '../api/openapi.ts'
import { CodeText } from './code-text.tsx'

const NAMED = '#/components/schemas/'

/** `text`, `list of Chip`, `number or null`. Named shapes are links. */
export const SchemaType: FC<{ schema: JsonSchema }> = ({ schema }) => <>{typeOf(schema)}</>

function typeOf(schema: JsonSchema): Child {
  const { $ref, anyOf, items, additionalProperties } = schema
  if ($ref !== undefined) return reference($ref)
  if (anyOf !== undefined) return either(anyOf.map(typeOf))
  if (schema.enum !== undefined) return either(schema.enum.map((value) => <code>{value}</code>))
  if (items !== undefined) return <>list of {typeOf(items)}</>
  if (typeof additionalProperties === 'object') return <>by name: {typeOf(additionalProperties)}</>
  if (schema.properties !== undefined) return <>{`{ ${Object.keys(schema.properties).join(', ')} }`}</>
  return either([schema.type ?? 'any'].flat().map((type) => wordFor(type, schema)))
}

function reference(path: string): Child {
  const name = path.slice(NAMED.length)
  return <a href={`#shape-${name}`}>{name}</a>
}

function either(types: Child[]): Child {
  return types.map((type, index) => (
    <>
      {index > 0 && ' or '}
      {type}
    </>
  ))
}

const TYPE_WORDS: Record<string, string> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  null: 'null',
}

function wordFor(type: string, { format }: JsonSchema): string {
  return type === 'string' && format === 'date-time' ? 'instant' : (TYPE_WORDS[type] ?? type)
}

/** The keys of an object; of a list, those of its entries; nothing of a plain value. */
export const SchemaKeys: FC<{ schema: JsonSchema }> = ({ schema }) => {
  if (schema.properties === undefined) return <p class="api-type">{typeOf(schema)}</p>
  return (
    <dl class="api-keys">
      {Object.entries(schema.properties).map(([name, value]) => (
        <>
          <dt>
            <code>{name}</code>
            {schema.required?.includes(name) !== true && <span class="soft small"> not always</span>}
          </dt>
          <dd>
            <span class="api-type">{typeOf(value)}</span>
            {value.description !== undefined && value.$ref === undefined && (
              <>
                {'. '}
                <CodeText text={value.description} />
              </>
            )}
            <Within schema={value} />
          </dd>
        </>
      ))}
    </dl>
  )
}

/** Keys of entries that have no name of their own. */
const Within: FC<{ schema: JsonSchema }> = ({ schema }) => {
  const inner = schema.items ?? schema
  return inner.properties === undefined ? null : <SchemaKeys schema={inner} />
}
