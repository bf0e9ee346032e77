import { apiClientsProblems } from './api-clients-problems.ts'
import { applicationsProblems } from './applications-problems.ts'
import { directoryProblems } from './directory-problems.ts'
import { foundationProblems } from './foundation-problems.ts'
import { httpProblems } from './http-problems.ts'
import { membersProblems } from './members-problems.ts'
import { relyingPartiesProblems } from './relying-parties-problems.ts'
import { setUpProblems } from './set-up-problems.ts'
import { signInProblems } from './sign-in-problems.ts'

/**
 * Everything that the API refuses: one list for each wing, and one for HTTP itself. A problem is in the list of the wing
 * it is about. `npm run docs` writes docs/problems.md from it, and `npm run sdk:types` the codes of the SDK.
 */
export const catalogue = {
  ...httpProblems,
  ...foundationProblems,
  ...applicationsProblems,
  ...membersProblems,
  ...apiClientsProblems,
  ...directoryProblems,
  ...relyingPartiesProblems,
  ...signInProblems,
  ...setUpProblems,
}

export type ProblemName = keyof typeof catalogue
