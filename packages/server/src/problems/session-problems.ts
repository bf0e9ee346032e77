import { define } from './entry.ts'

/** What can go wrong for members who are signed in to the portal. */
export const sessionProblems = define({
  session_ended: {
    code: 'PTC-AUT-40107',
    status: 401,
    title: 'The session has ended',
    help: 'A session lasts 12 hours from the sign-in. It also ends when somebody signs out, ends it in the list of sessions, or deactivates the user. Sign in again.',
  },
  member_required: {
    code: 'PTC-AUT-40302',
    status: 403,
    title: 'Only a signed-in member can do this',
    help: 'This belongs to a person who is signed in to the portal. API clients cannot use it, whatever they may do.',
  },
  csrf_token_invalid: {
    code: 'PTC-AUT-40303',
    status: 403,
    title: 'The request does not prove that it comes from the portal',
    help: 'Whatever changes something with the session cookie must carry the header `x-csrf-token` with the value that GET /portal/session answers. It changes with each sign-in: load the page again. Programs use an access token instead.',
  },
  foreign_origin: {
    code: 'PTC-AUT-40304',
    status: 403,
    title: 'The request comes from another site',
    help: 'Pages of other origins cannot act for a member. Open the portal at its public URL (`--public-url`): the Origin header must be that.',
  },
  sign_in_not_recent: {
    code: 'PTC-AUT-40305',
    status: 403,
    title: 'This needs a recent sign-in',
    help: 'A passkey or an authenticator app is added within 15 minutes after signing in, so that a browser that was left open is not enough to get another way in. Sign in again.',
  },
  session_not_found: {
    code: 'PTC-AUT-40401',
    status: 404,
    title: 'There is no such session',
    help: 'The session has ended, or it is another member’s. The list of sessions shows those that there are.',
  },
  sign_in_expired: {
    code: 'PTC-AUT-41001',
    status: 410,
    title: 'The sign-in has expired',
    help: 'A sign-in must be completed within an hour, in the browser in which it began. Begin again from the portal.',
  },
})
