import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { fileOf, guides } from './guides/guides.ts'
import { renderGuide } from './guides/render-guide.ts'

const project = join(import.meta.dirname, '../..')
const id = 'virtual:guides'

/** Lets the portal import the names, titles and subjects of the guides (`virtual:guides`), which its search finds. */
export const nameGuides = (): Plugin => ({
  name: 'portico-guide-names',
  resolveId: (source) => (source === id ? `\0${id}` : undefined),
  async load(resolved) {
    if (resolved !== `\0${id}`) return undefined
    const named = await Promise.all(
      guides.map(async (guide) => {
        const path = join(project, fileOf(guide))
        this.addWatchFile(path)
        const { title } = renderGuide(guide, await readFile(path, 'utf8'))
        return { name: guide.name, title, about: guide.about }
      }),
    )
    return `export default ${JSON.stringify(named)}`
  },
})
