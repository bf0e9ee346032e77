import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** How the snippet of a language is built and run. */
export interface Language {
  name: string
  /** The commands that have to be there, with arguments by which they print their versions */
  needs: [command: string, ...args: string[]][]
  /** The commands that build it in its folder, where the snippet lies already */
  build: string[][]
  /** The command that verifies a token, which is added */
  run: string[]
  /** Puts the snippet and what it takes to run it into the folder. */
  prepare(folder: string, snippets: Map<string, string>): Promise<void>
}

const from = (...path: string[]): string => join(import.meta.dirname, ...path)

const python = (module: string): Language => ({
  name: `Python, ${module}`,
  needs: [['python3', '--version']],
  build: [
    ['python3', '-m', 'venv', 'venv'],
    ['venv/bin/pip', 'install', '--quiet', '-r', from('python/requirements.txt')],
  ],
  // Not the module's own name, which is that of the library that it imports.
  run: ['venv/bin/python', 'main.py', `${module}_snippet`],
  async prepare(folder, snippets) {
    await copyFile(from('python/main.py'), join(folder, 'main.py'))
    await writeFile(join(folder, `${module}_snippet.py`), snippets.get(module) ?? '')
  },
})

const spring = (boot: string): Language => ({
  name: `Java, Spring Boot ${boot}`,
  needs: [
    ['java', '-version'],
    ['mvn', '--version'],
  ],
  build: [
    ['mvn', '-q', '-B', `-Dboot=${boot}`, 'compile', 'dependency:build-classpath', '-Dmdep.outputFile=classpath'],
  ],
  run: ['sh', '-c', 'java -cp "target/classes:$(cat classpath)" Main "$0"'],
  async prepare(folder, snippets) {
    const sources = join(folder, 'src/main/java')
    await mkdir(sources, { recursive: true })
    await copyFile(from('java/pom.xml'), join(folder, 'pom.xml'))
    await copyFile(from('java/Main.java'), join(sources, 'Main.java'))
    await writeFile(join(sources, 'TokenVerification.java'), snippets.get('spring') ?? '')
  },
})

const go: Language = {
  name: 'Go, go-oidc',
  needs: [['go', 'version']],
  build: [
    ['go', 'mod', 'tidy'],
    ['go', 'build', '-o', 'verify', '.'],
  ],
  run: ['./verify'],
  async prepare(folder, snippets) {
    for (const file of ['main.go', 'go.mod']) await copyFile(from('go', file), join(folder, file))
    await writeFile(join(folder, 'verify.go'), snippets.get('go') ?? '')
  },
}

const rust: Language = {
  name: 'Rust, jsonwebtoken',
  needs: [['cargo', '--version']],
  build: [['cargo', 'build', '--quiet']],
  run: ['target/debug/verify'],
  async prepare(folder, snippets) {
    await mkdir(join(folder, 'src'))
    await copyFile(from('rust/Cargo.toml'), join(folder, 'Cargo.toml'))
    const main = await readFile(from('rust/main.rs'), 'utf8')
    await writeFile(join(folder, 'src/main.rs'), `${snippets.get('rust') ?? ''}\n${main}`)
  },
}

export const languages: Language[] = [python('pyjwt'), python('authlib'), go, spring('3.5.7'), spring('4.0.7'), rust]
