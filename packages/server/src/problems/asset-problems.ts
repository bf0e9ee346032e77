import { define } from './entry.ts'

/** What can go wrong with assets and their application roles, portfolios and environments. */
export const assetProblems = define({
  // Application roles, as assets define them
  application_role_undefined: {
    code: 'PTC-ROL-40402',
    status: 404,
    title: 'The asset defines no such application role',
    help: 'The path takes the external key, which the role has in common in all environments: GET /assets/{key} lists the roles of the asset.',
  },
  application_role_name_taken: {
    code: 'PTC-ROL-40001',
    status: 400,
    title: 'The asset has an application role with this name already',
    help: 'Names are compared without regard to case. Choose another one, or rename the role that has it.',
  },
  application_role_held: {
    code: 'PTC-ROL-40002',
    status: 400,
    title: 'Users or groups hold the application role',
    help: 'A role goes away, by itself or because its asset leaves the environment, only when nobody holds it: whoever had it would lose access without being named. The detail says how many users and groups there are. Take it from them first.',
  },

  // Assets
  asset_not_found: {
    code: 'PTC-AST-40401',
    status: 404,
    title: 'There is no such asset',
    help: 'No asset has this key: GET /assets lists them.',
  },
  deployment_not_found: {
    code: 'PTC-AST-40402',
    status: 404,
    title: 'The asset is not deployed there',
    help: 'GET /assets/{key} lists the environments in which the asset is deployed.',
  },
  asset_name_taken: {
    code: 'PTC-AST-40001',
    status: 400,
    title: 'An asset with this name exists already',
    help: 'Names are compared without regard to case, within the organization. Choose another one.',
  },
  asset_held: {
    code: 'PTC-AST-40002',
    status: 400,
    title: 'The asset is in use',
    help: 'An asset is deleted only when nobody holds one of its application roles, and nobody an organization role for it. The detail says how many users and groups there are. Take the roles from them first.',
  },
  environment_of_other_portfolio: {
    code: 'PTC-AST-40003',
    status: 400,
    title: 'The environment belongs to another portfolio',
    help: 'An asset is deployed to the environments of its own portfolio. GET /api/portfolios/v2/environments tells which ones those are.',
  },
  permission_filter_unknown: {
    code: 'PTC-AST-42201',
    status: 422,
    title: 'The permission filter names no permission',
    help: 'permissionFilter takes the name of a permission, with or without its category: `Deploy assets`, `Release management > Deploy assets`. docs/permissions lists the catalogue.',
  },

  // Portfolios and environments
  portfolio_not_found: {
    code: 'PTC-POR-40401',
    status: 404,
    title: 'There is no such portfolio',
    help: 'No portfolio has this key: GET /portfolios lists them.',
  },
  environment_not_found: {
    code: 'PTC-POR-40402',
    status: 404,
    title: 'There is no such environment',
    help: 'No environment has this key. Where several were to be changed, none was. GET /environments lists those that the caller may see.',
  },
  portfolio_name_taken: {
    code: 'PTC-POR-40001',
    status: 400,
    title: 'A portfolio with this name exists already',
    help: 'Names are compared without regard to case, within the organization. Choose another one.',
  },
  environment_name_taken: {
    code: 'PTC-POR-40002',
    status: 400,
    title: 'An environment with this name exists already',
    help: 'Names are compared without regard to case, within the portfolio. Choose another one. Names can be exchanged in one request: PATCH /environments.',
  },
  environment_order_invalid: {
    code: 'PTC-POR-42201',
    status: 422,
    title: 'The order of the environments is not possible',
    help: 'The environments of a portfolio are numbered from 0. An order is one of these numbers, and no two environments of one request get the same. Those that are not named keep their sequence around them.',
  },
  nothing_to_change: {
    code: 'PTC-POR-42202',
    status: 422,
    title: 'The request changes nothing',
    help: 'Neither a name nor an order was given. A field that is absent or null stays as it is.',
  },
})
