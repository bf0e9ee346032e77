import { join } from 'node:path'
import { isBundled } from './is-bundled.ts'

/** Where the built portal is, if there is one. */
export const portalFolder: string = join(import.meta.dirname, isBundled ? 'portal' : '../../../portal/dist')
