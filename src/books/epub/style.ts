/** The style sheet inside our EPUBs: only what reading needs, so that a reader's own settings hold. */
export const EPUB_STYLE = `
body { margin: 5%; line-height: 1.5; }
h1, h2, h3 { font-weight: 500; line-height: 1.2; text-align: center; page-break-after: avoid; break-after: avoid; }
section.chapter > h2 { margin: 3em 0 2em; }
p { margin: 0; text-indent: 1.5em; orphans: 2; widows: 2; }
h1 + p, h2 + p, h3 + p, hr + p, section > p:first-child, blockquote > p:first-child, .notes p { text-indent: 0; }
.notes p { margin: 0 0 0.7em; }
hr { border: none; margin: 1.5em 0; text-align: center; height: 1.2em; }
hr::before { content: "\\2766"; color: #6a635a; }
blockquote { margin: 1em 2em; }
blockquote p, .verse { text-indent: 0; }
pre { white-space: pre-wrap; }
.centre { text-align: center; text-indent: 0; }
.right { text-align: right; text-indent: 0; }
.indent { margin-left: 2em; }
.smallcaps { font-variant: small-caps; }
.big { font-size: 1.2em; }
.mono { font-family: monospace; }
.struck { text-decoration: line-through; }
.title-page { text-align: center; }
.title-page p { text-indent: 0; }
.title-page .by { margin: 0.5em 0 2em; }
dl.fields { text-align: left; margin: 2em 0; }
dl.fields dt { font-weight: bold; margin-top: 0.6em; }
dl.fields dd { margin: 0; }
.summary { text-align: left; margin: 2em 0; }
.cover { text-align: center; margin: 0; }
.cover img { max-width: 100%; max-height: 100%; }
`
