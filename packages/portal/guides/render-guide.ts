import { posix } from 'node:path'
import { Marked, type Token, type Tokens } from 'marked'
import { fileOf, type Guide, guides } from './guides.ts'

/** A heading that one can link to */
export interface Heading {
  id: string
  /** As HTML */
  text: string
}

export interface RenderedGuide {
  title: string
  /** What follows the title */
  html: string
  /** Those of level 2 */
  contents: Heading[]
}

/** Marks that are HTML in Markdown: places to link to, line breaks and comments. Everything else is shown as it is written. */
const harmless = /^(?:<a id="[\w-]+">|<\/a>|<br>|<!--[\s\S]*-->\s*)$/

/** A guide as HTML. Links between guides lead to their pages; those to documents that no server has are texts. */
export function renderGuide(guide: Guide, markdown: string): RenderedGuide {
  const contents: Heading[] = []
  const ids = new Set<string>()
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        const id = uniqueId(idOf(text), ids)
        const html = this.parser.parseInline(tokens)
        if (depth === 2) contents.push({ id, text: html })
        return `<h${depth} id="${id}">${html}</h${depth}>\n`
      },
      link({ href, tokens }) {
        const text = this.parser.parseInline(tokens)
        const address = addressOf(href, fileOf(guide))
        return address === undefined ? text : `<a href="${escapeHtml(address)}">${text}</a>`
      },
      // Pictures are large, and of the portal itself.
      image: () => '',
      html: ({ text }) => (harmless.test(text.trim()) ? text : escapeHtml(text)),
      table(token) {
        return `<div class="table" tabindex="0" role="group" aria-label="Table"><table>${tableOf(token, (one) => this.parser.parseInline(one))}</table></div>\n`
      },
      code: ({ text }) => `<pre tabindex="0"><code>${escapeHtml(text)}\n</code></pre>\n`,
    },
  })
  const tokens = marked.lexer(withoutEnd(markdown, guide.until)).filter(hasContent)
  const first = tokens.findIndex((token) => token.type === 'heading' && token.depth === 1)
  const [heading] = tokens.splice(first, 1)
  const title = guide.title ?? (heading as Tokens.Heading).text
  return { title, html: marked.parser(tokens), contents }
}

const withoutEnd = (markdown: string, until: string | undefined): string => {
  if (until === undefined) return markdown
  const end = markdown.indexOf(`\n## ${until}\n`)
  if (end < 0) throw new Error(`no heading is called “${until}”`)
  return markdown.slice(0, end)
}

/** Whether anything is left without the pictures: a table may hold nothing else. */
function hasContent(token: Token): boolean {
  const isPicture = (one: Token): boolean =>
    one.type === 'image' || one.type === 'space' || (one.type === 'text' && one.raw.trim() === '')
  if (token.type === 'paragraph') return !(token as Tokens.Paragraph).tokens.every(isPicture)
  if (token.type !== 'table') return true
  const { header, rows } = token as Tokens.Table
  return [header, ...rows].flat().some(({ tokens }) => !tokens.every(isPicture))
}

function tableOf({ header, rows }: Tokens.Table, inline: (tokens: Token[]) => string): string {
  const head = header.map(({ tokens }) => `<th scope="col">${inline(tokens)}</th>`).join('')
  const body = rows.map((row) => `<tr>${row.map(({ tokens }) => `<td>${inline(tokens)}</td>`).join('')}</tr>`)
  // Tables of two columns whose names say nothing have none.
  const hasHead = header.some(({ text }) => text.trim() !== '')
  return `${hasHead ? `<thead><tr>${head}</tr></thead>` : ''}<tbody>${body.join('\n')}</tbody>`
}

/** As GitHub makes them, so that links work there and here. */
const idOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

function uniqueId(id: string, taken: Set<string>): string {
  let free = id
  for (let count = 1; taken.has(free); count++) free = `${id}-${count}`
  taken.add(free)
  return free
}

/** Pages of a server at hand, which are pages of the one that serves the guide */
const ownServer = 'http://localhost:8080/'

/** Where a link leads from the page of a guide; undefined where no server has that. */
function addressOf(href: string, from: string): string | undefined {
  if (href.startsWith(ownServer)) return `../${href.slice(ownServer.length)}`
  if (/^(?:https?:|mailto:|#)/.test(href)) return href
  const [path = '', anchor] = href.split('#')
  const file = posix.join(posix.dirname(from), path)
  const guide = guides.find((one) => fileOf(one) === file)
  return guide && `${guide.name}${anchor === undefined ? '' : `#${anchor}`}`
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
