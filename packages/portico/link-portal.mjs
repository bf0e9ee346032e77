// @ts-check
import { accessSync, constants, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { builds } from './builds.mjs'

/** Where the bundle looks for the portal */
export const portalPlace = join(builds.bundle.folder, 'portal')

/** In a project folder, the bundle finds the portal's files by a link: a new build of the portal is served at once. */
export function linkPortal() {
  const { folder } = builds.bundle
  // On Windows, a junction needs no privilege, and an absolute target.
  const target = process.platform === 'win32' ? builds.portal.folder : relative(folder, builds.portal.folder)
  // Whoever may only read the folder can start all the same, and a server that runs never lacks the portal.
  if (linkTarget() === target || !isWritable(folder)) return
  rmSync(portalPlace, { recursive: true, force: true })
  symlinkSync(target, portalPlace, 'junction')
}

/** @returns {string | undefined} */
function linkTarget() {
  try {
    return readlinkSync(portalPlace)
  } catch {
    // There is nothing, or the files themselves, as `npm pack` needs them.
    return undefined
  }
}

/**
 * Whether it is there and this user may write in it
 * @param {string} folder
 */
function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
