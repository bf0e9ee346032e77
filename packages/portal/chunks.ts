/**
 * Which modules come in one file. A first page takes few requests that way: over a slow connection each file that another
 * one asks for costs a round trip more. Each group takes what its modules import, too, and the first that takes a module
 * keeps it. `test/bundle.test.ts` counts what the pages need.
 */
export const chunkGroups = [
  // React, the router, what starts the portal
  { name: 'base', tags: ['$initial' as const] },
  // What is around the pages of people who are not signed in. The other pages need it, too. The words for what the server
  // refuses come with the first refusal, the shades of a color where an organization has one.
  {
    name: 'common',
    test: /\/src\/(pages\/sign-in\/outside-frame|components\/(page|language|branding|people)\/(?!brand-shades|show-brand)|components\/feedback\/(?!words-of-(server|sentence|result)|sign-in-words|thing-failure|gone-notice)|components\/(values\/bidi-isolate|forms\/unsaved-work|second-factors\/register-passkey))/,
  },
  {
    name: 'forms',
    test: /\/src\/(components\/forms\/(form-frame|form-problem|use-form|email-input|new-password-field)|pages\/sign-in\/(password-step|mailed-code-field|queries|use-link-token))/,
  },
  // What is around the pages of people who are signed in, without the words that only lists and an API client's page show
  {
    name: 'shell',
    test: /\/(components\/List\/|src\/(api\/|components\/(values\/(?!column-names|token-reason)|navigation|lists\/item-link)|app\/(shell|sidebar|brand|header-menus|account-menu|end-user|session-end-notice|session-renewal|use-focus-before)))/,
  },
  {
    name: 'lists',
    test: /\/(src\/components\/(lists|dialogs|forms\/(?!expiry))|(TagsInput|IconUserPlus|IconPencil)\b)/,
  },
  { name: 'widgets', minShareCount: 5 },
  // What several pages of an area share
  { debugName: 'of areas', name: (id: string) => /\/src\/pages\/([\w-]+)\//.exec(id)?.[1] ?? null, minShareCount: 2 },
].map((group, index, all) => ({ ...group, priority: all.length - index }))
