import type { ApiDescription } from './openapi.ts'

/** The APIs: each publishes its document at `<prefix>/openapi.json`. */
export const apis = {
  identity: {
    prefix: '/api/identity/v1',
    title: 'User and Access Management API',
    description: 'Users, application roles and what connects them, as OutSystems Developer Cloud has it.',
    isOdc: true,
  },
  portfolios: {
    prefix: '/api/portfolios/v2',
    title: 'Portfolio API',
    description: 'Portfolios, environments and deployed assets, as OutSystems Developer Cloud has them.',
    isOdc: true,
  },
  management: {
    prefix: '/api/management/v1',
    title: 'Management API',
    description:
      'What OutSystems Developer Cloud offers only in its portal: API clients, assets and environments, the audit trail.',
  },
} satisfies Record<string, ApiDescription>
