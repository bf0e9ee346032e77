import { defineProblems } from './define-problems.ts'

/** Problems of setting up an organization. */
export const setUpProblems = defineProblems({
  already_set_up: {
    code: 'PTC-CRD-40902',
    status: 409,
    title: 'The organization has an administrator already',
    help: 'The set-up link makes the first administrator. Sign in as that user. If no administrator can sign in, `portico organization set-up-link --anyway` makes another link.',
  },
})
