import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'

// `npm run bench` measures everything, `npm run bench users` one thing. Each is a process of its own.
const all = ['token', 'users', 'lists', 'event-loop', 'bulk', 'start', 'memory', 'sign-in', 'sign-on']
const asked = process.argv.slice(2)
console.log(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.versions.node}`)
for (const name of asked.length > 0 ? asked : all) {
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(`./${name}.ts`, import.meta.url))], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
