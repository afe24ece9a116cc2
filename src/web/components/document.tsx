/** `<html>` and its head: style, fonts loaded first, the scripts a page may use. */
import { raw } from 'hono/html'
import type { Child, FC } from 'hono/jsx'
import type { Assets } from '../assets.ts'

interface DocumentProps {
  assets: Assets
  title: string
  islands: string[]
  /** Class of `<body>`. */
  body?: string
  isChanging?: boolean
  /** Address of the feed that tells of what the page shows. */
  feed?: string
  children: Child
}

export const Document: FC<DocumentProps> = ({ assets, title, islands, body, isChanging, feed, children }) => (
  <>
    {raw('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{title === 'Fanfold' ? title : `${title} · Fanfold`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#fbf8f2" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#17191a" media="(prefers-color-scheme: dark)" />
        <meta name="robots" content="noindex, nofollow" />
        {isChanging && (
          <noscript>
            <meta http-equiv="refresh" content="5" />
          </noscript>
        )}
        {firstFonts(assets).map((name) => (
          <link
            rel="preload"
            href={assets.assetUrl(name)}
            as="font"
            type="font/woff2"
            crossorigin="anonymous"
          />
        ))}
        <link rel="stylesheet" href={assets.assetUrl('main.css')} />
        {feed !== undefined && <link rel="alternate" type="application/atom+xml" title={title} href={feed} />}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {islands.map((island) => (
          <script type="module" src={assets.assetUrl(`islands/${island}.js`)} />
        ))}
      </head>
      <body class={body}>{children}</body>
    </html>
  </>
)

/** Upright faces are on every page; the italic comes when a page has one. */
function firstFonts(assets: Assets): string[] {
  return assets.names('.woff2').filter((name) => name.includes('normal'))
}
