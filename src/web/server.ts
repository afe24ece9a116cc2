/** The pages over HTTP: what is checked first, which routes there are, and listening. */
import type { Server } from 'node:http'
import { serve as listen } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { isLoopback } from '../config.ts'
import { ArchiveError } from '../errors.ts'
import { apiRoutes } from './api/api-routes.ts'
import { openAssets } from './assets.ts'
import { errorHandler } from './middleware/errors.tsx'
import { type Address, allowedHosts, hostCheck } from './middleware/host-check.ts'
import { sameOrigin } from './middleware/same-origin.ts'
import { securityHeaders } from './middleware/security-headers.ts'
import { aboutRoutes } from './routes/about.tsx'
import { apiPageRoutes } from './routes/api-page.tsx'
import { bordersRoutes } from './routes/borders.tsx'
import { bulkRoutes } from './routes/bulk.tsx'
import { correctRoutes } from './routes/correct.tsx'
import { downloadRoutes } from './routes/downloads.ts'
import { evidenceRoutes } from './routes/evidence.tsx'
import { filterRoutes } from './routes/filter.ts'
import { findRoutes } from './routes/find.tsx'
import { importRoutes, isUpload } from './routes/import.tsx'
import { jobRoutes } from './routes/jobs.tsx'
import { libraryRoutes } from './routes/library.tsx'
import { lookRoutes } from './routes/look.tsx'
import { neverRoutes } from './routes/never.tsx'
import { partRoutes } from './routes/parts.tsx'
import { searchRoutes } from './routes/searches.tsx'
import { siteFileRoutes } from './routes/site-files.ts'
import { sourceRoutes } from './routes/sources.tsx'
import { suggestRoutes } from './routes/suggest.ts'
import { tagRoutes } from './routes/tags.tsx'
import { undoRoutes } from './routes/undo.ts'
import { versionRoutes } from './routes/versions.tsx'
import { workRoutes } from './routes/work.tsx'
import type { Web } from './web.ts'
import type { WebContext } from './web-context.ts'

/** The longest form is that of every field of a story, notes among them. */
const MAX_BODY_BYTES = 4 * 1024 * 1024
/** The longest query in Chinese is 72 KB in an address, and stands in the address it came from too; Node's own limit is 16. */
const MAX_HEADER_BYTES = 256 * 1024
/** Where tests ask when they say nothing else: `app.request('/')` comes from `localhost`. */
const TEST_ADDRESS: Address = { host: 'localhost', port: 80 }

/** @param address what the server listens on: it answers to no other name. */
export function createApp(context: WebContext, address: Address = TEST_ADDRESS): Hono {
  const web: Web = {
    ...context,
    assets: openAssets(context.assetsDir),
    isLocal: isLoopback(address.host),
  }
  const app = new Hono()
  app.use(securityHeaders, compress(), hostCheck(allowedHosts(address)), sameOrigin)
  const formLimit = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: refuseBody })
  app.use((c, next) => (isUpload(c.req.path) ? next() : formLimit(c, next)))
  const routes = [
    libraryRoutes,
    filterRoutes,
    neverRoutes,
    tagRoutes,
    suggestRoutes,
    findRoutes,
    searchRoutes,
    workRoutes,
    downloadRoutes,
    correctRoutes,
    evidenceRoutes,
    bordersRoutes,
    versionRoutes,
    partRoutes,
    bulkRoutes,
    lookRoutes,
    sourceRoutes,
    importRoutes,
    jobRoutes,
    undoRoutes,
    aboutRoutes,
    apiRoutes,
    apiPageRoutes,
    siteFileRoutes,
  ]
  for (const route of routes) app.route('/', route(web))
  app.notFound((c) => {
    throw new ArchiveError(
      'web/not-found',
      `There is no page ${c.req.path} here.`,
      'The library has all there is.',
    )
  })
  app.onError(errorHandler(web.assets))
  return app
}

function refuseBody(): never {
  throw new ArchiveError('web/too-large', 'This form holds more than 4 MB.', 'Shorten it, and send it again.')
}

export interface RunningServer {
  /** `http://127.0.0.1:4114` */
  url: string
  /** Ends open requests and frees the port. */
  close(): Promise<void>
}

/**
 * Listens. Port 0 takes any free one.
 * Rejects with the system's own error (`EADDRINUSE`, `EADDRNOTAVAIL`) where it cannot.
 */
export async function serve(context: WebContext, address: Address): Promise<RunningServer> {
  const hostname = address.host.replace(/^\[|\]$/g, '')
  // The port is known only once it is taken, and the names to answer to hold it.
  let app: Hono | undefined
  const { server, port } = await new Promise<{ server: Server; port: number }>((resolve, reject) => {
    const opened = listen(
      {
        fetch: (request, env) => (app as Hono).fetch(request, env),
        hostname,
        port: address.port,
        serverOptions: { maxHeaderSize: MAX_HEADER_BYTES },
      },
      (info) => resolve({ server: opened, port: info.port }),
    ) as Server
    opened.once('error', reject)
  })
  app = createApp(context, { host: address.host, port })
  return {
    url: `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`,
    close: () => closeServer(server),
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
