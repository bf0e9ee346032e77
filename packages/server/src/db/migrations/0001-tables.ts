import type { Columns, TableDefinition } from './create-table.ts'

const organization = { columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true } as const
const owned = (column: string, table: string): { columns: string[]; table: string; cascade: true } => ({
  columns: ['organization_key', column],
  table,
  cascade: true,
})

/** A table whose rows have keys of their own. */
const entity = (columns: Columns, rest: Partial<TableDefinition> = {}): TableDefinition => ({
  columns: { organization_key: 'key', key: 'key', ...columns },
  primaryKey: ['organization_key', 'key'],
  ...rest,
  references: [
    { ...organization, columns: [...organization.columns], target: [...organization.target] },
    ...(rest.references ?? []),
  ],
})

/** A table whose rows connect others: the columns that end in _key, together with the organization, are its key. */
const link = (
  columns: Columns,
  primaryKey: string[],
  references: TableDefinition['references'] = [],
): TableDefinition => ({
  columns: { organization_key: 'key', ...columns },
  primaryKey: ['organization_key', ...primaryKey],
  references: [
    { ...organization, columns: [...organization.columns], target: [...organization.target] },
    ...references,
  ],
})

/** The tables of the first migration, in an order in which each refers only to earlier ones. */
export const tables: Record<string, TableDefinition> = {
  deployment: {
    columns: { id: 'integer', master_key_fingerprint: 'text', created_at: 'text' },
    primaryKey: ['id'],
  },
  organizations: {
    columns: { key: 'key', name: 'text', domain: 'text?', created_at: 'text' },
    primaryKey: ['key'],
    unique: [['domain']],
  },
  organization_changes: link({ version: 'integer' }, []),
  portfolios: entity({ name: 'text', is_main: 'integer', created_at: 'text' }),
  environments: entity(
    {
      portfolio_key: 'key',
      name: 'text',
      name_folded: 'text',
      purpose: 'text',
      position: 'integer',
      created_at: 'text',
    },
    {
      unique: [['organization_key', 'portfolio_key', 'name_folded']],
      references: [owned('portfolio_key', 'portfolios')],
    },
  ),
  assets: entity(
    { portfolio_key: 'key', name: 'text', name_folded: 'text', created_at: 'text' },
    { unique: [['organization_key', 'name_folded']], references: [owned('portfolio_key', 'portfolios')] },
  ),
  asset_deployments: link(
    { asset_key: 'key', environment_key: 'key', deployed_at: 'text' },
    ['asset_key', 'environment_key'],
    [owned('asset_key', 'assets'), owned('environment_key', 'environments')],
  ),
  application_roles: entity(
    {
      asset_key: 'key',
      environment_key: 'key',
      external_key: 'key',
      name: 'text',
      name_folded: 'text',
      claim: 'text?',
      created_at: 'text',
    },
    {
      unique: [['organization_key', 'external_key', 'environment_key']],
      references: [owned('asset_key', 'assets'), owned('environment_key', 'environments')],
    },
  ),
  users: entity(
    {
      name: 'text?',
      name_folded: 'text',
      email: 'text?',
      email_folded: 'text?',
      email_domain: 'text?',
      status: 'text',
      photo_url: 'text?',
      is_email_verified: 'integer?',
      is_terms_accepted: 'integer',
      last_login_at: 'text?',
      created_at: 'text',
      updated_at: 'text',
    },
    { unique: [['organization_key', 'email_folded']] },
  ),
  user_counts: link({ status: 'text', users: 'integer' }, ['status']),
  user_logins: link(
    { user_key: 'key', environment_key: 'key', last_login_at: 'text' },
    ['user_key', 'environment_key'],
    [owned('user_key', 'users'), owned('environment_key', 'environments')],
  ),
  identity_providers: entity(
    {
      name: 'text',
      type: 'text',
      subtype: 'text',
      is_built_in: 'integer',
      created_at: 'text',
      updated_at: 'text',
    },
    { unique: [['organization_key', 'name']] },
  ),
  user_identities: {
    ...link(
      {
        user_key: 'key',
        identity_provider_key: 'key',
        subject: 'text?',
        username: 'text?',
        username_folded: 'text?',
        name: 'text?',
        email: 'text?',
        photo_url: 'text?',
        is_email_verified: 'integer?',
        first_login_at: 'text?',
        last_login_at: 'text?',
        created_at: 'text',
      },
      ['user_key', 'identity_provider_key'],
      [owned('user_key', 'users'), owned('identity_provider_key', 'identity_providers')],
    ),
    unique: [
      ['organization_key', 'identity_provider_key', 'subject'],
      ['organization_key', 'identity_provider_key', 'username_folded'],
    ],
  },
  groups: entity(
    {
      environment_key: 'key',
      name: 'text',
      name_folded: 'text',
      description: 'text?',
      created_at: 'text',
      updated_at: 'text',
    },
    {
      unique: [['organization_key', 'environment_key', 'name_folded']],
      references: [owned('environment_key', 'environments')],
    },
  ),
  group_users: link(
    { group_key: 'key', user_key: 'key', membership_type: 'text', created_at: 'text' },
    ['group_key', 'user_key', 'membership_type'],
    [owned('group_key', 'groups'), owned('user_key', 'users')],
  ),
  group_application_roles: link(
    { group_key: 'key', application_role_key: 'key', created_at: 'text' },
    ['group_key', 'application_role_key'],
    [owned('group_key', 'groups'), owned('application_role_key', 'application_roles')],
  ),
  user_application_roles: link(
    { user_key: 'key', application_role_key: 'key', created_at: 'text' },
    ['user_key', 'application_role_key'],
    [owned('user_key', 'users'), owned('application_role_key', 'application_roles')],
  ),
  organization_roles: entity(
    { name: 'text', name_folded: 'text', built_in: 'text?', created_at: 'text', updated_at: 'text' },
    { unique: [['organization_key', 'name_folded']] },
  ),
  organization_role_permissions: entity(
    { organization_role_key: 'key', permission_key: 'key', environment_key: 'key?' },
    { references: [owned('organization_role_key', 'organization_roles'), owned('environment_key', 'environments')] },
  ),
  user_organization_roles: entity(
    {
      user_key: 'key',
      organization_role_key: 'key',
      asset_key: 'key?',
      portfolio_key: 'key?',
      start_time: 'text?',
      end_time: 'text?',
      created_at: 'text',
    },
    {
      references: [
        owned('user_key', 'users'),
        owned('organization_role_key', 'organization_roles'),
        owned('asset_key', 'assets'),
        owned('portfolio_key', 'portfolios'),
      ],
    },
  ),
  api_clients: entity(
    {
      client_id: 'text',
      name: 'text',
      name_folded: 'text',
      description: 'text?',
      is_suspended: 'integer',
      jwks: 'text?',
      last_used_at: 'text?',
      created_at: 'text',
      updated_at: 'text',
    },
    { unique: [['organization_key', 'client_id']] },
  ),
  api_client_secrets: entity(
    {
      api_client_key: 'key',
      hash: 'text',
      last_four: 'text',
      is_current: 'integer',
      expires_at: 'text',
      created_at: 'text',
    },
    { references: [owned('api_client_key', 'api_clients')] },
  ),
  api_client_permissions: entity(
    { api_client_key: 'key', permission_key: 'key', environment_key: 'key?' },
    { references: [owned('api_client_key', 'api_clients'), owned('environment_key', 'environments')] },
  ),
  signing_keys: entity({
    algorithm: 'text',
    public_jwk: 'text',
    private_key_encrypted: 'text',
    created_at: 'text',
    retires_at: 'text?',
  }),
  revoked_tokens: link({ token_id: 'text', expires_at: 'text' }, ['token_id']),
  used_assertions: link({ client_id: 'text', assertion_id: 'text', expires_at: 'text' }, ['client_id', 'assertion_id']),
  audit_entries: entity({
    occurred_at: 'text',
    actor_type: 'text',
    actor_key: 'key?',
    actor_name: 'text',
    address: 'text?',
    trace_id: 'text?',
    action: 'text',
    entity_type: 'text',
    entity_key: 'text',
    entity_name: 'text?',
    old_values: 'text?',
    new_values: 'text?',
    environment_key: 'key?',
  }),
}
