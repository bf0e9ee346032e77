import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A package that an installation without development tools brings, as package-lock.json has it. */
export interface ProductionPackage {
  name: string
  version: string
  /** Where it lies, from the project's root */
  path: string
  /** SPDX expression; undefined where the package names none */
  license: string | undefined
  /** Subresource Integrity: `sha512-<base64>` */
  integrity: string
  hasInstallScript: boolean
  /** For one platform only */
  isOptional: boolean
}

interface LockedPackage {
  name?: string
  version?: string
  license?: string
  integrity?: string
  dev?: boolean
  devOptional?: boolean
  optional?: boolean
  link?: boolean
  hasInstallScript?: boolean
}

/** The packages of package-lock.json under `root` that are not for development only. */
export function productionPackages(root: string): ProductionPackage[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>
  }
  return Object.entries(packages).flatMap(([path, found]): ProductionPackage[] => {
    const { version, license, integrity, dev, devOptional, optional, link, hasInstallScript } = found
    if (!path.includes('node_modules/') || link || dev || devOptional) return []
    if (!version || !integrity) throw new Error(`package-lock.json: ${path} has no version or no integrity`)
    return [
      {
        name: found.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
        version,
        path,
        license,
        integrity,
        hasInstallScript: hasInstallScript === true,
        isOptional: optional === true,
      },
    ]
  })
}

/** The packages of other projects that the parts of this one name themselves. */
export function directDependencies(root: string): string[] {
  const { workspaces } = readManifest(root, '.')
  const names = (workspaces ?? []).flatMap((folder) => {
    const { dependencies, optionalDependencies } = readManifest(root, folder)
    return Object.keys({ ...dependencies, ...optionalDependencies })
  })
  return [...new Set(names)].filter((name) => !name.startsWith('@portico/')).sort()
}

interface Manifest {
  workspaces?: string[]
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

const readManifest = (root: string, folder: string): Manifest =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
