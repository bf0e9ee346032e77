/**
 * Checks the subjects of the commits since `base`: at most 72 characters, and no merge commits. `node
 * scripts/check-commits.ts` prints one line for each violation. Earlier commits are older than the rule.
 *
 * In a shallow clone it checks the commits that are there. Outside of a git checkout it says so, and passes.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const base = 'fbd6b88fc4d3b9ac564b0d1491f8ed1e565dbada'
const longestSubject = 72

interface Commit {
  hash: string
  parents: string[]
  subject: string
}

/** What is wrong with these commits, one line each. */
export function checkCommits(commits: readonly Commit[]): string[] {
  return commits.flatMap(({ hash, parents, subject }) => {
    const name = hash.slice(0, 8)
    // By code points: a letter outside the basic plane is one character.
    const length = [...subject].length
    return [
      ...(length > longestSubject
        ? [`${name}: the subject has ${length} characters, of at most ${longestSubject}: ${subject}`]
        : []),
      ...(parents.length > 1 ? [`${name}: is a merge commit: rebase instead: ${subject}`] : []),
    ]
  })
}

/** The commits since the base, or why there are none to check. */
export function readCommits(root: string, since = base): Commit[] | string {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', root, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    git('rev-parse', '--verify', 'HEAD')
  } catch {
    return 'there is no git checkout here: commit subjects are not checked'
  }
  const isKnown = succeeds(() => git('cat-file', '-e', `${since}^{commit}`))
  const isShallow = git('rev-parse', '--is-shallow-repository').trim() === 'true'
  if (!isKnown && !isShallow) return `the commit ${since} is not in this history: commit subjects are not checked`
  const range = isKnown ? `${since}..HEAD` : 'HEAD'
  const lines = git('log', '--format=%H%x00%P%x00%s', range).split('\n').filter(Boolean)
  return lines.map((line) => {
    const [hash = '', parents = '', subject = ''] = line.split('\0')
    return { hash, parents: parents.split(' ').filter(Boolean), subject }
  })
}

function succeeds(run: () => void): boolean {
  try {
    run()
    return true
  } catch {
    return false
  }
}

if (import.meta.main) {
  const commits = readCommits(join(import.meta.dirname, '..'))
  if (typeof commits === 'string') console.log(commits)
  else {
    const violations = checkCommits(commits)
    for (const violation of violations) console.error(violation)
    if (violations.length > 0) process.exitCode = 1
  }
}
