import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { precompress } from './precompress.ts'
import { writePaths } from './write-paths.ts'

/**
 * The portal as static files. Everything under `static/` has a hash in its name and may be kept for ever; the document
 * itself is served by http/pages/portal-pages.ts of the server, at the paths in paths.json. `static` rather than Vite's `assets`,
 * because the portal has a page of that name. `npm run dev` (scripts/dev.ts) serves it with hot reload.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), precompress(), writePaths()],
  build: {
    outDir: 'dist',
    assetsDir: 'static',
    target: 'es2023',
    // Those that know light-dark(): what would stand in for it reads the color scheme elsewhere than Mantine sets it.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // A small file as a data: URL would need an exception in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
    manifest: 'manifest.json',
  },
})
