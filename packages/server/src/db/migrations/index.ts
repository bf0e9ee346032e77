// Made by `npm run docs` from the files of this folder.

import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { foundation } from './0001-foundation.ts'
import { claimMappings } from './0002-claim-mappings.ts'
import { identityProviders } from './0003-identity-providers.ts'
import { assets } from './0004-assets.ts'
import { bulk } from './0005-bulk.ts'
import { rateLimits } from './0006-rate-limits.ts'
import { auditCounts } from './0007-audit-counts.ts'
import { signIn } from './0010-sign-in.ts'
import { auditTrail } from './0011-audit-trail.ts'
import { signInProtection } from './0012-sign-in-protection.ts'
import { masterKey } from './0013-master-key.ts'
import { clientCreators } from './0014-client-creators.ts'
import { signingKeyActivation } from './0015-signing-key-activation.ts'
import { assetGrantPortfolios } from './0017-asset-grant-portfolios.ts'
import { foldedColumns } from './0018-folded-columns.ts'
import { signingKeySets } from './0021-signing-key-sets.ts'
import { assetRevisions } from './0022-asset-revisions.ts'
import { accessTokenTypes } from './0025-access-token-types.ts'
import { ownSecrets } from './0026-own-secrets.ts'
import { browserOrigins } from './0027-browser-origins.ts'
import { highestTags } from './0028-highest-tags.ts'
import { secretCreators } from './0029-secret-creators.ts'
import { firstRequests } from './0030-first-requests.ts'
import { userChanges } from './0031-user-changes.ts'
import { endedSessions } from './0032-ended-sessions.ts'
import { assetTypes } from './0033-asset-types.ts'
import { auditBlocks } from './0034-audit-blocks.ts'
import { listIndexes } from './0035-list-indexes.ts'
import { listChanges } from './0036-list-changes.ts'
import { userChangeMarks } from './0037-user-change-marks.ts'
import { waitingBulkOperations } from './0038-waiting-bulk-operations.ts'
import { relyingParties } from './0039-relying-parties.ts'
import { externalSignIns } from './0040-external-sign-ins.ts'
import { registeredApis } from './0041-registered-apis.ts'
import { signOn } from './0045-sign-on.ts'
import { branding } from './0046-branding.ts'
import { saml } from './0047-saml.ts'
import { apiClientScopeChanges } from './0048-api-client-scope-changes.ts'
import { accessChanges } from './0049-access-changes.ts'
import { preparedLinks } from './0050-prepared-links.ts'
import { samlKeyStates } from './0051-saml-key-states.ts'
import { userLanguages } from './0052-user-languages.ts'
import { allowedUsers } from './0053-allowed-users.ts'
import { fewerUserIndexes } from './0056-fewer-user-indexes.ts'
import { mappedGroupsInOneRow } from './0057-mapped-groups-in-one-row.ts'
import { resultsOfOperations } from './0060-results-of-operations.ts'
import { certificateReminders } from './0061-certificate-reminders.ts'
import { lastUseOfSecrets } from './0062-last-use-of-secrets.ts'
import { bulkChanges } from './0063-bulk-changes.ts'
import { mailTemplates } from './0064-mail-templates.ts'
import { useOfApiClients } from './0065-use-of-api-clients.ts'
import { auditSearch } from './0066-audit-search.ts'
import { keysOfApiClients } from './0067-keys-of-api-clients.ts'
import { firstUserLists } from './0070-first-user-lists.ts'
import { failureReasons } from './0076-failure-reasons.ts'
import { auditSubjects } from './0086-audit-subjects.ts'
import { keysOfRelyingParties } from './0087-keys-of-relying-parties.ts'
import { apiClientKeyChanges } from './0088-api-client-key-changes.ts'
import { auditSearchBySource } from './0089-audit-search-by-source.ts'
import { mailServerProof } from './0090-mail-server-proof.ts'
import { grantsOfPortfolios } from './0091-grants-of-portfolios.ts'
import { grantsOfAssets } from './0092-grants-of-assets.ts'
import { codesByAge } from './0093-codes-by-age.ts'
import { nextMail } from './0094-next-mail.ts'
import { mailsByKind } from './0095-mails-by-kind.ts'
import { assetsOfPortfolios } from './0096-assets-of-portfolios.ts'
import { secretsToRemindOf } from './0097-secrets-to-remind-of.ts'

/**
 * Every migration, in order. One that was released is never changed: a later one corrects it. Some numbers are missing:
 * before the first release, changes were made side by side under numbers of their own, and some were joined. A database
 * knows its migrations by these names, so they keep them. A new one takes the number after the last one.
 */
export const migrations = (engine: Engine): Record<string, Migration> => ({
  '0001-foundation': foundation(engine),
  '0002-claim-mappings': claimMappings(engine),
  '0003-identity-providers': identityProviders(engine),
  '0004-assets': assets(engine),
  '0005-bulk': bulk(engine),
  '0006-rate-limits': rateLimits(engine),
  '0007-audit-counts': auditCounts(engine),
  '0010-sign-in': signIn(engine),
  '0011-audit-trail': auditTrail(engine),
  '0012-sign-in-protection': signInProtection(engine),
  '0013-master-key': masterKey(engine),
  '0014-client-creators': clientCreators(engine),
  '0015-signing-key-activation': signingKeyActivation(engine),
  '0017-asset-grant-portfolios': assetGrantPortfolios(engine),
  '0018-folded-columns': foldedColumns(engine),
  '0021-signing-key-sets': signingKeySets(engine),
  '0022-asset-revisions': assetRevisions(engine),
  '0025-access-token-types': accessTokenTypes(engine),
  '0026-own-secrets': ownSecrets(engine),
  '0027-browser-origins': browserOrigins(engine),
  '0028-highest-tags': highestTags(engine),
  '0029-secret-creators': secretCreators(engine),
  '0030-first-requests': firstRequests(engine),
  '0031-user-changes': userChanges(engine),
  '0032-ended-sessions': endedSessions(engine),
  '0033-asset-types': assetTypes(engine),
  '0034-audit-blocks': auditBlocks(engine),
  '0035-list-indexes': listIndexes(engine),
  '0036-list-changes': listChanges(engine),
  '0037-user-change-marks': userChangeMarks(engine),
  '0038-waiting-bulk-operations': waitingBulkOperations(engine),
  '0039-relying-parties': relyingParties(engine),
  '0040-external-sign-ins': externalSignIns(engine),
  '0041-registered-apis': registeredApis(engine),
  '0045-sign-on': signOn(engine),
  '0046-branding': branding(engine),
  '0047-saml': saml(engine),
  '0048-api-client-scope-changes': apiClientScopeChanges(engine),
  '0049-access-changes': accessChanges(engine),
  '0050-prepared-links': preparedLinks(engine),
  '0051-saml-key-states': samlKeyStates(engine),
  '0052-user-languages': userLanguages(engine),
  '0053-allowed-users': allowedUsers(engine),
  '0056-fewer-user-indexes': fewerUserIndexes(engine),
  '0057-mapped-groups-in-one-row': mappedGroupsInOneRow(engine),
  '0060-results-of-operations': resultsOfOperations(engine),
  '0061-certificate-reminders': certificateReminders(engine),
  '0062-last-use-of-secrets': lastUseOfSecrets(engine),
  '0063-bulk-changes': bulkChanges(engine),
  '0064-mail-templates': mailTemplates(engine),
  '0065-use-of-api-clients': useOfApiClients(engine),
  '0066-audit-search': auditSearch(engine),
  '0067-keys-of-api-clients': keysOfApiClients(engine),
  '0070-first-user-lists': firstUserLists(engine),
  '0076-failure-reasons': failureReasons(engine),
  '0086-audit-subjects': auditSubjects(engine),
  '0087-keys-of-relying-parties': keysOfRelyingParties(engine),
  '0088-api-client-key-changes': apiClientKeyChanges(engine),
  '0089-audit-search-by-source': auditSearchBySource(engine),
  '0090-mail-server-proof': mailServerProof(engine),
  '0091-grants-of-portfolios': grantsOfPortfolios(engine),
  '0092-grants-of-assets': grantsOfAssets(engine),
  '0093-codes-by-age': codesByAge(engine),
  '0094-next-mail': nextMail(engine),
  '0095-mails-by-kind': mailsByKind(engine),
  '0096-assets-of-portfolios': assetsOfPortfolios(engine),
  '0097-secrets-to-remind-of': secretsToRemindOf(engine),
})
