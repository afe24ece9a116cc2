import { request } from 'node:http'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SeededLibrary, seededLibrary } from '../../test/e2e/seeded-library.ts'
import { createApp, serve } from './server.ts'

let library: SeededLibrary
let app: Hono

beforeAll(async () => {
  library = await seededLibrary('no-such-folder')
  app = createApp(library.context)
})
afterAll(() => library.close())

const OUR_OWN = { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }

async function page(path: string): Promise<string> {
  const response = await app.request(path)
  expect(response.status, path).toBe(200)
  return response.text()
}

async function post(path: string, fields: Record<string, string | string[]>): Promise<Response> {
  const body = new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, each])),
  )
  return app.request(path, { method: 'POST', body, headers: OUR_OWN })
}

describe('who may ask', () => {
  test.each(['evil.example', 'localhost:4114', '127.0.0.1.nip.io', ''])(
    'the name %j is not answered to',
    async (host) => {
      const response = await app.request('/', { headers: { host } })
      expect(response.status).toBe(403)
      expect(await response.text()).toContain('does not answer to the name')
    },
  )

  test.each([
    ['another origin', { origin: 'http://evil.example' }],
    ['an origin kept secret', { origin: 'null' }],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'http://localhost' }],
    ['another port of ours', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:8080' }],
    ['nobody knows where', {}],
  ])('a form from %s does nothing', async (_, headers) => {
    const response = await app.request('/sources/look-again', {
      method: 'POST',
      headers: headers as Record<string, string>,
    })
    expect(response.status).toBe(403)
    expect(library.lookedAgain()).toBe(0)
  })

  test('every page, errors too, allows nothing from elsewhere and nothing inline', async () => {
    for (const path of ['/', '/find?q=kettle', '/about', '/works/99999', '/?page=x', '/nowhere']) {
      const { headers } = await app.request(path)
      const policy = headers.get('content-security-policy')
      expect(policy, path).toContain("default-src 'none'")
      expect(policy).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
    }
  })

  test('no page holds a style attribute, an inline script or an address elsewhere', async () => {
    const id = await library.idOf('The Quiet Berth')
    for (const path of [
      '/',
      '/find?q=kettle',
      `/works/${id}`,
      `/works/${id}/chapters/1`,
      `/works/${id}/correct`,
      `/works/${id}/borders`,
      `/works/${id}/evidence`,
      '/import',
      '/jobs',
      '/look',
      '/sources',
      '/correct?rating=teen&field=tags',
      '/about',
    ]) {
      const html = await page(path)
      expect(html, path).not.toMatch(
        / style=| on\w+="|<style|<script(?![^>]*src=)|(?:src|href|action)="(?:https?:)?\/\//,
      )
      expect(html).toMatch(/^<!doctype html><html lang="en">/i)
    }
  })

  test('a body of more than 4 MB is refused', async () => {
    const response = await post('/correct', { field: 'tags', tags: 'x'.repeat(5_000_000), ids: '1' })
    expect(response.status).toBe(413)
  })
})

describe('listening', () => {
  test('a server answers to its own name and port alone, and a port taken is told', async () => {
    const server = await serve(library.context, { host: '127.0.0.1', port: 0 })
    const port = Number(new URL(server.url).port)
    expect((await fetch(server.url)).status).toBe(200)
    expect(await statusFor(port, `127.0.0.1:${port}`)).toBe(200)
    expect(await statusFor(port, `localhost:${port}`)).toBe(200)
    expect(await statusFor(port, `127.0.0.1:${port + 1}`)).toBe(403)
    expect(await statusFor(port, `evil.example:${port}`)).toBe(403)
    await expect(serve(library.context, { host: '127.0.0.1', port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
    await server.close()
    const again = await serve(library.context, { host: '127.0.0.1', port })
    await again.close()
  })

  /** fetch sets Host by itself; a page that rebinds a name sends the one it was loaded from. */
  function statusFor(port: number, host: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      request({ port, host: '127.0.0.1', headers: { host } }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
        .on('error', reject)
        .end()
    })
  }
})
