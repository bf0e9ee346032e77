/** Whether this runs from the bundle that scripts/build-bundle.ts makes: one folder, and no TypeScript in it. */
export const isBundled = !import.meta.filename.endsWith('.ts')
