import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import solid from 'vite-plugin-solid'
import { guides } from './guides.plugin.ts'

// Whoever builds, a test for instance: what is built is what customers get.
process.env.NODE_ENV = 'production'

const here = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  root: here,
  publicDir: false,
  plugins: [solid(), preloadLanguages(), apiViewer(), guides()],
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    // The policy of the page allows no inline images, and one file of script has nothing to preload.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})

/** Names the file of each language in the page; the server leaves the one that is spoken. */
function preloadLanguages(): Plugin {
  return {
    name: 'preload-languages',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) =>
        Object.values(bundle).flatMap((file) => {
          const id = file.type === 'chunk' ? (file.facadeModuleId ?? '') : ''
          const language = /\/portal\/text\/([a-z]{2})\.ts$/.exec(id)?.[1]
          if (!language) return []
          const attrs = {
            rel: 'modulepreload',
            href: `/${file.fileName}`,
            'data-language': language,
          }
          return [{ tag: 'link', attrs, injectTo: 'head' as const }]
        }),
    },
  }
}

/** Copies the viewer of `/docs`, with its licenses: nothing is loaded from elsewhere. */
function apiViewer(): Plugin {
  const copied = [
    'swagger-ui.css',
    'swagger-ui-bundle.js',
    'swagger-ui-bundle.js.LICENSE.txt',
    'LICENSE',
    'NOTICE',
  ].map((name) => ({ name, path: `${here}../node_modules/swagger-ui-dist/${name}` }))
  const own = ['init.js', 'guides.css'].map((name) => ({ name, path: `${here}docs/${name}` }))
  const icon = { name: 'icon.svg', path: `${here}icon.svg` }
  const files = [...copied, ...own, icon]
  return {
    name: 'api-viewer',
    apply: 'build',
    generateBundle() {
      for (const { name, path } of files) {
        const source = readFileSync(path)
        this.emitFile({ type: 'asset', fileName: `docs-assets/${name}`, source })
      }
    },
  }
}
