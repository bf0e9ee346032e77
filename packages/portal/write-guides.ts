import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { guideDocument, guideIndex } from './guides/guide-document.ts'
import { fileOf, guides } from './guides/guides.ts'
import { renderGuide } from './guides/render-guide.ts'

const project = join(import.meta.dirname, '../..')

/** Writes the guides to `guides/<name>.html`, made from the documents, for the server's pages `/guides` (http/pages/guide-pages.ts). */
export function writeGuides(): Plugin {
  return {
    name: 'portico-guides',
    apply: 'build',
    async generateBundle() {
      const css = await readFile(join(import.meta.dirname, 'guides/guides.css'), 'utf8')
      const file = this.emitFile({ type: 'asset', name: 'guides.css', source: css })
      const rendered = await Promise.all(
        guides.map(async (guide) => ({
          name: guide.name,
          page: renderGuide(guide, await readFile(join(project, fileOf(guide)), 'utf8')),
        })),
      )
      const named = rendered.map(({ name, page }) => ({ name, title: page.title }))
      const frame = { styles: `../${this.getFileName(file)}`, named }
      const write = (name: string, source: string): void => {
        this.emitFile({ type: 'asset', fileName: `guides/${name}.html`, source })
      }
      for (const { name, page } of rendered) write(name, guideDocument(name, page, frame))
      write('index', guideIndex(frame))
    },
  }
}
