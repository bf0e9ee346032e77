import { readImports } from './read-imports.ts'

/** A file of the project. `path` counts from the project's root, with slashes. */
export interface SourceFile {
  path: string
  text: string
  /** Paths of the project's own files, names of libraries */
  imports: string[]
}

export const sourceFile = (path: string, text: string): SourceFile => ({ path, text, imports: readImports(path, text) })

/** Tests may import what they like, and no rule about names and sizes holds for them. */
export const isTest = (path: string): boolean =>
  /\.test\.tsx?$/.test(path) || /^packages\/(?:[^/]+\/test|testing)\//.test(path)

export const linesOf = (text: string): number => text.trimEnd().split('\n').length

/** `server` for packages/server/src/app.ts */
export const packageOf = (path: string): string | undefined => path.split('/')[1]

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))

/** `users-routes` for packages/server/src/modules/directory/users/users-routes.ts */
export const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\..*$/, '')

/** `modules` for packages/server/src/modules/directory/users/user.ts, `app` for packages/server/src/app.ts */
export const floorOf = (path: string): string => (path.split('/')[3] ?? '').replace(/\.tsx?$/, '')

/** `directory` for packages/server/src/modules/directory/users/user.ts */
export const wingOf = (path: string): string | undefined => placeInModules(path)?.[1]

/** `users` for packages/server/src/modules/directory/users/user.ts; undefined for the wing's assembly */
export const roomOf = (path: string): string | undefined => placeInModules(path)?.[2]

const placeInModules = (path: string): RegExpExecArray | null =>
  /^packages\/server\/src\/modules\/([^/]+)\/(?:([^/]+)\/)?[^/]+$/.exec(path)

/** `modules/<wing>/<wing>.ts`, which puts a wing together, and `<wing>-routes.ts` where its routes are loaded later */
export const isWingAssembly = (path: string): boolean =>
  /^packages\/server\/src\/modules\/([^/]+)\/\1(?:-routes)?\.ts$/.test(path)

/** The file that puts a wing, or the authorization server, together */
export const isAssembly = (path: string): boolean =>
  isWingAssembly(path) || path === 'packages/server/src/authorization-server/sign-in/portal-sign-in.ts'
