/** A document that people who use or run Portico need, as a page of the server */
export interface Guide {
  /** In the address: `/guides/<name>` */
  name: string
  /** From the project's folder; `docs/<name>.md` unless given */
  file?: string
  /** Its own first heading, unless given */
  title?: string
  /** In one sentence, for the list of all guides */
  about: string
  /** The heading of level 2 at which it ends: what follows is for those who change Portico. */
  until?: string
}

/** All guides, in their order. What is for those who change Portico stays in the project's folder. */
export const guideSections: readonly { title: string; guides: readonly Guide[] }[] = [
  {
    title: 'Begin',
    guides: [
      {
        name: 'getting-started',
        file: 'README.md',
        title: 'Getting started',
        about: 'From the first start to a program that lists users.',
        until: 'Where to read on',
      },
      {
        name: 'portal',
        about: 'What administrators do where, and what helps when somebody is locked out.',
        until: 'For contributors',
      },
      { name: 'glossary', about: 'The words of the portal, the APIs and these guides.' },
      { name: 'changelog', file: 'CHANGELOG.md', title: 'What’s new', about: 'What has changed, version by version.' },
    ],
  },
  {
    title: 'People and sign-in',
    guides: [
      { name: 'importing-users', about: 'Many users from a CSV file: its columns, and what becomes of each line.' },
      { name: 'names-and-emails', about: 'How names and e-mails are compared, found and sorted.' },
      { name: 'sign-in-settings', about: 'Second factors, passkeys, and how long sessions last.' },
      { name: 'external-providers', about: 'What to copy where for Microsoft, Google, Okta and others.' },
      { name: 'external-sign-ins', about: 'Which user somebody becomes who signs in at a provider.' },
      { name: 'saml', about: 'What to give the provider, and how its certificates are replaced.' },
      { name: 'sign-in-applications', about: 'Programs that sign people in by OpenID Connect.' },
    ],
  },
  {
    title: 'Programs',
    guides: [
      { name: 'sdk', about: 'The TypeScript client of all APIs.' },
      { name: 'verify-tokens', about: 'Access tokens in your own APIs, in five languages.' },
      { name: 'registered-apis', about: 'Tokens for APIs that your teams run.' },
      { name: 'rotate-secrets', about: 'Programs that replace their own secret.' },
      { name: 'permissions', about: 'Every permission, and the operations that it opens.' },
      { name: 'problems', about: 'Every error code, and what helps.' },
      { name: 'lenient-requests', about: 'Which mistakes in requests are forgiven, as in OutSystems Developer Cloud.' },
      { name: 'concurrent-edits', about: 'How nothing is lost when two people edit the same thing.' },
    ],
  },
  {
    title: 'Operate',
    guides: [
      { name: 'operating', about: 'PostgreSQL, several nodes, backups, proxies, mail and keys.' },
      { name: 'settings', about: 'Options and environment variables.' },
      { name: 'commands', about: 'The command line.' },
      { name: 'audit-stream', about: 'The audit trail for log collectors and SIEM systems.' },
      { name: 'security', file: 'SECURITY.md', about: 'What is protected and how, and how to report a weakness.' },
      { name: 'accessibility', about: 'How the portal meets WCAG 2.2.' },
    ],
  },
]

export const guides: readonly Guide[] = guideSections.flatMap(({ guides }) => guides)

/** From the project's folder */
export const fileOf = ({ name, file = `docs/${name}.md` }: Guide): string => file
