import { guideSections } from './guides.ts'
import { escapeHtml, type Heading, type RenderedGuide } from './render-guide.ts'

/** A guide with its title, as the list of all names it */
export interface NamedGuide {
  name: string
  title: string
}

interface Frame {
  /** The stylesheet, from the folder of the guides */
  styles: string
  /** All guides, in their order */
  named: readonly NamedGuide[]
}

/** The page of a guide. It needs no script, and its addresses are relative: a server may have a base path. */
export const guideDocument = (name: string, { title, html, contents }: RenderedGuide, frame: Frame): string =>
  documentOf(
    title,
    `<div class="columns">
<main>
<h1>${escapeHtml(title)}</h1>
${contents.length > 2 ? contentsOf(contents) : ''}
${html}
</main>
${listOfGuides(frame.named, name)}
</div>`,
    frame,
  )

/** The page that lists all guides. */
export const guideIndex = (frame: Frame): string =>
  documentOf(
    'Guides',
    `<main class="index">
<h1>Guides</h1>
${guideSections
  .map(
    ({ title, guides }) => `<h2>${title}</h2>
<ul class="cards">
${guides.map(({ name, about }) => `<li><a href="${name}">${escapeHtml(titleOf(frame.named, name))}</a><p>${about}</p></li>`).join('\n')}
</ul>`,
  )
  .join('\n')}
</main>`,
    frame,
  )

const titleOf = (named: readonly NamedGuide[], name: string): string =>
  named.find((one) => one.name === name)?.title ?? name

const contentsOf = (contents: readonly Heading[]): string => `<nav class="contents" aria-labelledby="contents">
<p id="contents">On this page</p>
<ul>
${contents.map(({ id, text }) => `<li><a href="#${id}">${withoutLinks(text)}</a></li>`).join('\n')}
</ul>
</nav>`

const withoutLinks = (html: string): string => html.replace(/<\/?a\b[^>]*>/g, '')

const listOfGuides = (
  named: readonly NamedGuide[],
  current: string,
): string => `<nav class="guides" id="guides" aria-label="All guides">
${guideSections
  .map(
    ({ title, guides }) => `<p>${title}</p>
<ul>
${guides
  .map(
    ({ name }) =>
      `<li><a href="${name}"${name === current ? ' aria-current="page"' : ''}>${escapeHtml(titleOf(named, name))}</a></li>`,
  )
  .join('\n')}
</ul>`,
  )
  .join('\n')}
</nav>`

const logo =
  '<svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#3b5bdb"/><path d="M16 6 6 12v2h20v-2zM8 16h3v8H8zm6.5 0h3v8h-3zM21 16h3v8h-3zM6 25h20v2H6z" fill="#fff"/></svg>'

const documentOf = (title: string, body: string, { styles }: Frame): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="${styles}">
<title>${escapeHtml(title)} · Portico</title>
</head>
<body>
<a class="skip" href="#page">Skip to the page</a>
<header>
<a class="brand" href="./">${logo} <span>Portico <span class="dimmed">Guides</span></span></a>
<nav aria-label="Portico"><a href="../docs">API reference</a> <a href="../">Portal</a></nav>
</header>
<div id="page" tabindex="-1">
${body}
</div>
</body>
</html>
`
