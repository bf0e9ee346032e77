import { type DeclaredRead, declareRead } from '../../http/api/reads.ts'
import { ApplicationRolePage } from './application-roles/application-roles-schemas.ts'
import { listApplicationRoles } from './application-roles/list-application-roles.ts'
import { AssetRevisionList, AssetRevisionPage } from './asset-revisions/asset-repository-schemas.ts'
import { RevisionPage } from './asset-revisions/asset-revisions-schemas.ts'
import { LibraryPage } from './asset-revisions/libraries-schemas.ts'
import { listAssetRevisions, listRevisionsWithNotes } from './asset-revisions/list-asset-revisions.ts'
import { listLibraries } from './asset-revisions/list-libraries.ts'
import { listNewestRevisions } from './asset-revisions/list-newest-revisions.ts'
import { searchAssetRevisions } from './asset-revisions/search-asset-revisions.ts'
import { AssetPage } from './assets/assets-schemas.ts'
import { DeployedAssetPage } from './assets/deployed-assets-schemas.ts'
import { DeployedAssetPageV1 } from './assets/deployed-assets-v1-schemas.ts'
import { listAssets } from './assets/list-assets.ts'
import { listDeployedAssets } from './assets/list-deployed-assets.ts'
import { listVisibleEnvironments, listVisibleEnvironmentsV1 } from './portfolios/list-environments.ts'
import { listPortfolios } from './portfolios/list-portfolios.ts'
import { EnvironmentList, PortfolioPage } from './portfolios/portfolios-schemas.ts'
import { EnvironmentListV1 } from './portfolios/portfolios-v1-schemas.ts'

/** What is read in the thread for reading, by the names of the operations */
export const applicationsReads = {
  listApplicationRoles: declareRead(listApplicationRoles, ApplicationRolePage),
  listNewestRevisions: declareRead(listNewestRevisions, AssetRevisionPage),
  searchAssetRevisions: declareRead(searchAssetRevisions, AssetRevisionList),
  listAssetRevisions: declareRead(listAssetRevisions, AssetRevisionPage),
  listRevisionsWithNotes: declareRead(listRevisionsWithNotes, RevisionPage),
  listLibraries: declareRead(listLibraries, LibraryPage),
  listAssets: declareRead(listAssets, AssetPage),
  listDeployedAssets: declareRead(listDeployedAssets, DeployedAssetPage),
  listDeployedAssetsV1: declareRead(listDeployedAssets, DeployedAssetPageV1),
  listVisibleEnvironments: declareRead(listVisibleEnvironments, EnvironmentList),
  listVisibleEnvironmentsV1: declareRead(listVisibleEnvironmentsV1, EnvironmentListV1),
  listPortfolios: declareRead(listPortfolios, PortfolioPage),
} satisfies Record<string, DeclaredRead>
