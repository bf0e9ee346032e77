import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { portico } from '@portico/testing/command.ts'
import { buildProgram } from '../src/program.ts'
import { wordsOf } from '../src/with-words.ts'

const script = async (shell: string): Promise<string> => (await portico(['completion', shell])).stdout

describe('portico completion', () => {
  test('completes commands, options and choices in bash', async () => {
    const lines: [words: string[], expected: string][] = [
      [['portico', 'mas'], 'master-key'],
      [['portico', 'groups', 'cr'], 'create'],
      [['portico', 'groups', 'create', '--env'], '--environment'],
      [['portico', 'users', 'list', '--status', 'In'], 'Invited Inactive'],
      [['portico', 'users', 'list', '--status', '=', 'Pend'], 'PendingRegistration'],
      [['portico', 'audit', 'list', '--limit', '5', '--result', ''], 'Success Failure'],
      [['portico', 'completion', ''], 'bash zsh fish --help -h'],
      [['portico', 'start', '--log-level', ''], 'debug info warn error silent'],
      [['portico', 'start', '--log-level', '=', 's'], 'silent'],
      [['portico', 'users', 'list', '--sort', 'e'], 'email'],
      [['portico', 'users', 'list', '--sort', '=', '-k'], '-key'],
      [['portico', 'audit', 'list', '--action', 'master'], 'master-key.rotated'],
      [['portico', 'api-client', 'list', '--status', 'S'], 'Suspended'],
      [['portico', 'api-client', 'create', '--token-type', ''], 'at+jwt JWT'],
      [['portico', 'keys', 'rotate', '--algorithm', 'P'], 'PS256'],
      [['portico', 'assets', 'create', 'Shop', '--type', 'Mobile'], 'MobileApplication MobileLibrary'],
      // Words with blanks are quoted, or go on within the quote that was begun.
      [['portico', 'api-client', 'grant', 'CI', '--grant', 'Manage u'], 'Manage\\ users'],
      [['portico', 'api-client', 'grant', 'CI', '--grant', 'Manage\\ u'], 'Manage\\ users'],
      [['portico', 'api-client', 'grant', 'CI', '--grant', '"Manage u'], 'Manage users'],
      // A value that may be anything, and words that no command takes
      [['portico', 'users', 'list', '--search', 'l'], ''],
      [['portico', 'roles', 'list', '--search', 'users', '--org'], '--organization'],
    ]
    const calls = lines.map(
      ([words]) =>
        `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _portico; echo "\${COMPREPLY[*]}"`,
    )
    const told = execFileSync('bash', ['-c', `${await script('bash')}\n${calls.join('\n')}`], { encoding: 'utf8' })
    assert.deepEqual(
      told.split('\n').slice(0, -1),
      lines.map(([, expected]) => expected),
    )
  })

  test('knows the words of every option whose help or refusal lists them', async () => {
    const program = await buildProgram()
    const leaves = program.commands.flatMap((one) => (one.commands.length > 0 ? one.commands : [one]))
    const closed = leaves.flatMap((command) =>
      command.options.flatMap((option) => (wordsOf(option).length > 0 ? `${command.name()} ${option.long}` : [])),
    )
    assert.deepEqual(
      closed.sort(),
      [
        'create --authentication',
        'create --dpop',
        'create --grant',
        'create --token-type',
        'create --type',
        'create --type',
        'edit --authentication',
        'edit --dpop',
        'edit --token-type',
        'grant --grant',
        'list --action',
        'list --result',
        'list --sort',
        'list --status',
        'list --status',
        'rotate --algorithm',
        'start --log-level',
      ],
      'a new one is listed here, and is given its words by choices() or withWords()',
    )
    for (const shell of ['zsh', 'fish']) {
      const text = await script(shell)
      for (const word of ['-lastLoginAt', 'silent', 'user.signed-in', 'View end users', 'EdDSA']) {
        assert.ok(text.includes(word), `${shell} ${word}`)
      }
    }
  })

  test('knows every command and option in each shell, and is a script of it', async () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const text = await script(shell)
      for (const word of ['api-client', 'generate-secret', 'set-up-link', 'organization-role', 'PendingRegistration']) {
        assert.ok(text.includes(word), `${shell} ${word}`)
      }
      // Those that are not installed cannot be asked.
      const checked = spawnSync(shell, ['-n'], { input: text, encoding: 'utf8' })
      if (!checked.error) assert.deepEqual([checked.status, checked.stderr], [0, ''], shell)
      assert.equal((text.replaceAll("\\'", '').match(/'/g) ?? []).length % 2, 0, `${shell} closes its quotes`)
    }
  })

  test('refuses another shell', async () => {
    const { code, stderr } = await portico(['completion', 'tcsh'])
    assert.equal(code, 2)
    assert.match(stderr, /bash, zsh, fish\.$/m)
    const misspelt = await portico(['completion', 'bsh'])
    assert.match(misspelt.stderr, /bash, zsh, fish\. Did you mean 'bash'\?/)
    const option = await portico(['api-client', 'list', '--status', 'Suspnded'])
    assert.match(option.stderr, /Did you mean 'Suspended'\?/)
  })
})
