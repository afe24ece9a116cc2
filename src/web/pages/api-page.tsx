/** The description of the API as people read it: made of the same document programs get. */
import type { FC } from 'hono/jsx'
import { DESCRIPTION_PATH } from '../api/description-path.ts'
import type { JsonSchema, OpenApi, Operation, Parameter } from '../api/openapi.ts'
import { CodeText } from '../components/code-text.tsx'
import { Layout } from '../components/layout.tsx'
import { SchemaKeys, SchemaType } from '../components/schema.tsx'
import type { Frame } from '../web.ts'

interface ApiProps {
  frame: Frame
  api: OpenApi
  /** The number of a story there is: examples lead to it. */
  exampleWork: string
}

export const ApiPage: FC<ApiProps> = ({ frame, api, exampleWork }) => (
  <Layout frame={frame} title="For programs" page="api narrow">
    <header class="page-head">
      <h1>For programs</h1>
      <p class="list-said">
        <a href={DESCRIPTION_PATH}>OpenAPI {api.openapi}</a>
      </p>
    </header>
    <p class="page-lead">{api.info.description}</p>
    <nav class="api-contents" aria-label="Addresses">
      <ul>
        {operationsOf(api).map(({ path, operation }) => (
          <li>
            <a href={`#${operation.operationId}`}>
              <code>{path}</code>
            </a>
            <span class="soft">{operation.summary}</span>
          </li>
        ))}
      </ul>
    </nav>
    {operationsOf(api).map(({ path, operation }) => (
      <Address path={path} operation={operation} exampleWork={exampleWork} />
    ))}
    <section class="api-shapes" aria-labelledby="shapes">
      <h2 id="shapes">Shapes</h2>
      {Object.entries(api.components.schemas).map(([name, schema]) => (
        <Shape name={name} schema={schema} />
      ))}
    </section>
  </Layout>
)

function operationsOf(api: OpenApi): { path: string; operation: Operation }[] {
  return Object.entries(api.paths).map(([path, { get }]) => ({ path, operation: get }))
}

interface AddressProps {
  path: string
  operation: Operation
  exampleWork: string
}

const Address: FC<AddressProps> = ({ path, operation, exampleWork }) => {
  const { operationId, summary, description, parameters, responses } = operation
  return (
    <section class="api-address" aria-labelledby={operationId}>
      <h2 id={operationId}>{summary}</h2>
      <p class="api-path">
        <code>
          <span class="soft">GET</span> {path}
        </code>
      </p>
      <p>
        <CodeText text={description} />
      </p>
      {parameters.length > 0 && (
        <dl class="api-keys">
          {parameters.map((parameter) => (
            <ParameterLine parameter={parameter} />
          ))}
        </dl>
      )}
      <ul class="api-answers">
        {Object.entries(responses).map(([status, response]) => (
          <li>
            <code>{status}</code>{' '}
            <span>
              <CodeText text={response.description} />
              {status === '200' && ': '}
              {status === '200' && <SchemaType schema={response.content['application/json'].schema} />}
            </span>
          </li>
        ))}
      </ul>
      <TryIt examples={operation['x-examples'].map((each) => withWork(each, exampleWork))} />
    </section>
  )
}

const TryIt: FC<{ examples: string[] }> = ({ examples }) => (
  <p class="api-try">
    Try it:{' '}
    {examples.map((example, index) => (
      <>
        {index > 0 && ' · '}
        <a href={example}>
          <code>{decodeURIComponent(example.replaceAll('+', ' '))}</code>
        </a>
      </>
    ))}
  </p>
)

/** The example of the description is story 1, which may be gone. */
function withWork(example: string, id: string): string {
  return example.replace(/\/works\/1(?!\d)/, `/works/${id}`)
}

const ParameterLine: FC<{ parameter: Parameter }> = ({ parameter }) => (
  <>
    <dt>
      <code>{parameter.name}</code>
      {parameter.required && <span class="soft small"> needed</span>}
    </dt>
    <dd>
      <CodeText text={parameter.description} />
      <UsualValue schema={parameter.schema} />
    </dd>
  </>
)

const UsualValue: FC<{ schema: JsonSchema }> = ({ schema }) =>
  schema.default === undefined || schema.default === '' ? null : (
    <span class="soft"> {String(schema.default)} where it is left out.</span>
  )

const Shape: FC<{ name: string; schema: JsonSchema }> = ({ name, schema }) => (
  <section class="api-shape" aria-labelledby={`shape-${name}`}>
    <h3 id={`shape-${name}`}>{name}</h3>
    <p>
      <CodeText text={schema.description ?? ''} />
    </p>
    <SchemaKeys schema={schema} />
  </section>
)
