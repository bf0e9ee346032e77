import { defineProblems } from './define-problems.ts'

/** Problems of portfolios, environments, assets and application roles. */
export const applicationsProblems = defineProblems({
  application_role_name_taken: {
    code: 'PTC-ROL-40001',
    status: 400,
    title: 'The asset has an end-user role with this name already',
    help: 'Names are compared without regard to case. Choose another one, or rename the role that has it.',
  },
  application_role_held: {
    code: 'PTC-ROL-40002',
    status: 400,
    title: 'Users or groups hold the end-user role',
    help: 'A role that users or groups hold cannot be deleted, nor can its asset be removed from the stage: they would lose access without being named in the audit trail. The detail says how many hold it. Revoke the role from them first.',
  },
  application_roles_too_many: {
    code: 'PTC-ROL-40003',
    status: 400,
    title: 'The asset has too many end-user roles',
    help: 'An asset defines up to 500 end-user roles. Delete one that nobody holds first. What differs from user to user, such as a customer number, is no role.',
  },
  application_role_not_found: {
    code: 'PTC-ROL-40401',
    status: 404,
    title: 'There is no such end-user role',
    help: 'No end-user role has this key. An end-user role has a key of its own in each stage: GET /application-roles lists them.',
  },
  application_role_undefined: {
    code: 'PTC-ROL-40402',
    status: 404,
    title: 'The asset defines no such end-user role',
    help: 'The path takes the external key, which the role has in common in all stages: GET /assets/{key} lists the roles of the asset.',
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
    help: 'An asset can be deleted only when no user or group holds one of its end-user roles, and no user an organization role for it. The detail says how many do. Revoke these roles first.',
  },
  environment_of_other_portfolio: {
    code: 'PTC-AST-40003',
    status: 400,
    title: 'The stage belongs to another portfolio',
    help: 'An asset is deployed to the stages of its own portfolio. GET /api/portfolios/v2/environments lists them.',
  },
  asset_tag_taken: {
    code: 'PTC-AST-40004',
    status: 400,
    title: 'Another revision of the asset has this tag',
    help: 'A tag names one revision of an asset. Choose a higher version, or take the tag from the revision that has it: PATCH it with `{"tag": null}`.',
  },
  asset_revision_unknown: {
    code: 'PTC-AST-40005',
    status: 400,
    title: 'The asset has no such revision',
    help: 'Revisions are numbered from 1. GET /api/asset-repository/v1/assets/{assetKey}/revisions lists those of an asset.',
  },
  asset_not_found: {
    code: 'PTC-AST-40401',
    status: 404,
    title: 'There is no such asset',
    help: 'No asset has this key: GET /assets lists them.',
  },
  asset_revision_not_found: {
    code: 'PTC-AST-40403',
    status: 404,
    title: 'The asset has no such revision',
    help: 'Revisions are numbered from 1. GET /api/asset-repository/v1/assets/{assetKey}/revisions lists those of an asset.',
  },
  asset_not_tagged: {
    code: 'PTC-AST-40404',
    status: 404,
    title: 'No revision of the asset is tagged',
    help: 'There is a highest tag once a revision is tagged with a version: PATCH /api/asset-repository/v1/assets/{assetKey}/revisions/{revisionNumber}.',
  },
  deployment_not_found: {
    code: 'PTC-AST-40402',
    status: 404,
    title: 'The asset is not deployed there',
    help: 'GET /assets/{key} lists the stages in which the asset is deployed.',
  },
  permission_filter_unknown: {
    code: 'PTC-AST-42201',
    status: 422,
    title: 'The permission filter names no permission',
    help: 'permissionFilter takes one of the types that the answer names, such as `AppDeploy`, by itself or for one stage: `AppDeploy.<environmentKey>`.',
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
    title: 'A stage with this name exists already',
    help: 'Names are compared without regard to case, within the portfolio. Choose another one. Names can be exchanged in one request: PATCH /environments.',
  },
  portfolio_in_use: {
    code: 'PTC-POR-40003',
    status: 400,
    title: 'The portfolio is in use',
    help: 'A portfolio can be deleted only when it has no stages and no assets, and no user holds an organization role for it. The detail says what it has. The main portfolio cannot be deleted at all.',
  },
  portfolios_too_many: {
    code: 'PTC-POR-40004',
    status: 400,
    title: 'The organization has too many portfolios',
    help: 'An organization has up to 100 portfolios. Delete one that is empty first, or add a stage to an existing one.',
  },
  environments_too_many: {
    code: 'PTC-POR-40005',
    status: 400,
    title: 'The organization has too many stages',
    help: 'An organization has up to 300 stages in all of its portfolios: what a member may do is looked up among them with each request. Use existing stages.',
  },
  portfolio_not_found: {
    code: 'PTC-POR-40401',
    status: 404,
    title: 'There is no such portfolio',
    help: 'No portfolio has this key: GET /portfolios lists them.',
  },
  environment_not_found: {
    code: 'PTC-POR-40402',
    status: 404,
    title: 'There is no such stage',
    help: 'No stage has this key. Where several were to be changed, none was. GET /environments lists those that the caller may see.',
  },
  environment_order_invalid: {
    code: 'PTC-POR-42201',
    status: 422,
    title: 'The order of the stages is not possible',
    help: 'The stages of a portfolio are numbered from 0. An order is one of these numbers, and no two stages of one request get the same. The other stages keep their order.',
  },
  nothing_to_change: {
    code: 'PTC-POR-42202',
    status: 422,
    title: 'The request changes nothing',
    help: 'Neither a name nor an order was given. A field that is absent or null stays as it is.',
  },

  asset_unknown: {
    code: 'PTC-ORO-40004',
    status: 400,
    title: 'There is no such asset',
    help: 'The detail names the keys that were not found. Nothing was changed.',
  },
  portfolio_unknown: {
    code: 'PTC-ORO-40005',
    status: 400,
    title: 'There is no such portfolio',
    help: 'The detail names the keys that were not found. Nothing was changed.',
  },

  environment_unknown: {
    code: 'PTC-APC-40004',
    status: 400,
    title: 'There is no such stage',
    help: 'The detail names what was not found. `portico organization list` shows the stages of each organization.',
  },
})
