import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { chunkGroups } from './chunks.ts'
import { nameGuides } from './name-guides.ts'
import { placeStyles } from './place-styles.ts'
import { precompress } from './precompress.ts'
import { transformMacros } from './transform-macros.ts'
import { writeGuides } from './write-guides.ts'
import { writePaths } from './write-paths.ts'
import { writeReferenceViewer } from './write-reference-viewer.ts'

/**
 * The portal as static files. Files under `static/` have a hash in their names and may be cached for ever. The server
 * serves the document at the paths in `paths.json` (http/pages/portal-pages.ts). The folder is not called `assets`, as
 * Vite does, because the portal has a page at that path. `npm run dev` (scripts/dev.ts) serves it with hot reload.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  // React has it itself.
  resolve: { alias: [{ find: /^use-sync-external-store\/shim$/, replacement: 'react' }] },
  plugins: [
    // A build fails where a translation is missing.
    transformMacros(),
    react(),
    nameGuides(),
    placeStyles(),
    precompress(),
    writePaths(),
    writeReferenceViewer(),
    writeGuides(),
  ],
  // The public URL may have a path. A script or style finds others by its own address; in the document the server puts the
  // path before the addresses.
  experimental: { renderBuiltUrl: (_file, { hostType }) => (hostType === 'html' ? undefined : { relative: true }) },
  build: {
    outDir: 'dist',
    assetsDir: 'static',
    target: 'es2023',
    // Browsers with light-dark(). Its replacement for older ones does not read the color scheme where Mantine sets it.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // A small file as a data: URL would need an exception in the Content-Security-Policy.
    assetsInlineLimit: 0,
    // One file: with one per part, what is shown first waits for several.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
    manifest: 'manifest.json',
    // The package that npm installs has the licenses of what is bundled.
    license: { fileName: 'licenses.md' },
    // How long each plugin takes tells nothing to whoever installs.
    rolldownOptions: {
      checks: { bundlerTimings: false },
      output: {
        codeSplitting: { groups: chunkGroups },
        // The first script names all others, and a hash is what cannot be compressed: seven characters tell builds apart.
        chunkFileNames: 'static/[name]-[hash:7].js',
      },
    },
  },
})
