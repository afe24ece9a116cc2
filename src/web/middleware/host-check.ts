/**
 * Answers only to the names the server was started with, so that a page elsewhere cannot reach a library
 * by pointing its own name at this machine (DNS rebinding).
 */
import { hostname, networkInterfaces } from 'node:os'
import type { MiddlewareHandler } from 'hono'
import { ArchiveError } from '../../errors.ts'

export interface Address {
  /** As given to listen on. */
  host: string
  port: number
}

const EVERY_INTERFACE = new Set(['0.0.0.0', '::', '[::]', '*'])
const HTTP_PORT = 80

/** The values of `Host` that are ours, in lower case. */
export function allowedHosts({ host, port }: Address): Set<string> {
  const names = ['127.0.0.1', 'localhost', '[::1]', bracketed(host)]
  if (EVERY_INTERFACE.has(host)) names.push(...machineNames())
  const withPort = names.map((name) => `${name.toLowerCase()}:${port}`)
  return new Set(port === HTTP_PORT ? [...withPort, ...names.map((name) => name.toLowerCase())] : withPort)
}

/** Listening everywhere, a machine answers to its own addresses and its own name. */
function machineNames(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  const name = hostname()
  return [...addresses.map(({ address }) => bracketed(address)), name, `${name}.local`]
}

function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
}

/** @throws ArchiveError `web/wrong-host`. */
export function hostCheck(allowed: Set<string>): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host
    if (!allowed.has(host.toLowerCase())) {
      throw new ArchiveError(
        'web/wrong-host',
        `This library does not answer to the name “${host}”.`,
        `Open it at http://${[...allowed][0]}. To reach it by another name, start it with --host and that name.`,
      )
    }
    await next()
  }
}
