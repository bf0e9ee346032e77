/**
 * Builds what has changed, the web portal and what users run, or both with `--always`. npm runs it after an installation
 * and before a start. With `--package`, packages/portico is ready for `npm pack` afterwards.
 */
import { parseArgs } from 'node:util'
import { builds, canBuild, isBuilt } from '../packages/portico/builds.mjs'
import { linkPortal } from '../packages/portico/link-portal.mjs'
import { placePackageFiles } from './package-files.ts'

const { values } = parseArgs({ options: { always: { type: 'boolean' }, package: { type: 'boolean' } } })
const [always, forPackage] = [values.always === true, values.package === true]

// Imported late: what they import is left out with the tools.
if (canBuild(builds.portal)) await (await import('./build-portal.ts')).buildPortal({ always })
else if (!isBuilt(builds.portal))
  console.error('The web portal was not built: its tools are not installed. `npm ci` without --omit installs them.')

if (canBuild(builds.bundle)) await (await import('./build-bundle.ts')).buildBundle({ always })
else if (!isBuilt(builds.bundle))
  console.error('The tools that bundle Portico are not installed: it runs from its sources.')

if (forPackage) placePackageFiles()
else linkPortal()
