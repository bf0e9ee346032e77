import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { temporaryFolder } from '@portico/testing/folders.ts'

const root = join(import.meta.dirname, '../../..')

test('the code in docs/sdk.md fits the SDK', async () => {
  const folder = await temporaryFolder()
  const guide = readFileSync(join(root, 'docs/sdk.md'), 'utf8')
  const blocks = [...guide.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code)
  assert.ok(blocks.length >= 4)
  for (const [index, code] of blocks.entries()) {
    const imports = /\bcreatePortico\b/.test(code) && !code.includes('createPortico }')
    writeFileSync(
      join(folder, `block-${index + 1}.mts`),
      `${imports ? "import { createPortico } from '@portico/sdk'\n" : ''}${code}\nexport {}\n`,
    )
  }
  writeFileSync(
    join(folder, 'given.d.ts'),
    "declare const portico: import('@portico/sdk').Portico\ndeclare function fetchTokenFromMyServer(): Promise<string>\ndeclare const file: string\n",
  )
  const compilerOptions = {
    paths: {
      '@portico/sdk': [join(root, 'packages/sdk/src/index.ts')],
      '@portico/sdk/users-csv': [join(root, 'packages/sdk/src/users-csv/index.ts')],
      '@portico/sdk/generated/*': [join(root, 'packages/sdk/src/generated/*')],
    },
    typeRoots: [join(root, 'node_modules/@types')],
    noUnusedLocals: false,
  }
  const tsconfig = { extends: join(root, 'tsconfig.json'), compilerOptions, include: ['*.mts', '*.d.ts'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
  const tsc = join(root, 'node_modules/.bin/tsc')
  await promisify(execFile)(tsc, ['-p', folder], { cwd: folder }).catch(({ stdout }) => assert.fail(stdout))
})
