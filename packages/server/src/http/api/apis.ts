import type { ApiDescription } from './openapi.ts'

const portfoliosV2 = '/api/portfolios/v2'

const texts =
  'Names are trimmed, and have a visible character and none that changes the direction of writing. An e-mail is the same mailbox with its domain in Unicode and in Punycode. What contains a text is found without regard to case and accents, and lists have accented letters beside their base letters.'

/** The APIs: each publishes its document at `<prefix>/openapi.json`. */
export const apis = {
  identity: {
    prefix: '/api/identity/v1',
    title: 'User and Access Management API',
    description: `Users, end-user roles (application roles in the names of the API) and what connects them, as OutSystems Developer Cloud has it. ${texts}`,
    isOdc: true,
  },
  portfolios: {
    prefix: portfoliosV2,
    title: 'Portfolio API',
    description:
      'Portfolios, stages (environments in the names of the API) and deployed assets, as OutSystems Developer Cloud has them.',
    isOdc: true,
  },
  portfoliosV1: {
    prefix: '/api/portfolios/v1',
    title: 'Portfolio API v1',
    description:
      'What the Portfolio API was before there were several portfolios, as OutSystems Developer Cloud has it.',
    isOdc: true,
    deprecated: { since: '2026-07-08', removedFrom: '2027-01-08', successor: portfoliosV2 },
  },
  assets: {
    prefix: '/api/asset-repository/v1',
    title: 'Asset Repository API',
    description: 'Assets with their revisions and tags, as OutSystems Developer Cloud has them.',
    isOdc: true,
  },
  management: {
    prefix: '/api/management/v1',
    title: 'Management API',
    description: `What OutSystems Developer Cloud offers only in its portal: API clients, assets and stages (environments in its names), sign-in applications (relying parties in its names), the audit trail. ${texts}`,
  },
} satisfies Record<string, ApiDescription>
