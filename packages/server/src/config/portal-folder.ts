import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isBundled } from './is-bundled.ts'

/** Where the built portal is, if there is one. */
export const portalFolder: string = join(import.meta.dirname, isBundled ? 'portal' : '../../../portal/dist')

/** Whether there is one: a project folder may have been installed without the tools that build it. */
export const isPortalBuilt = (): boolean => existsSync(join(portalFolder, 'index.html'))
