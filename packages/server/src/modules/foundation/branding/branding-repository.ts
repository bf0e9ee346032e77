import { sql } from 'kysely'
import type { Db } from '../../../db/transaction.ts'
import type { Branding } from './branding.ts'

interface StoredLogo {
  logo: string | null
  logoDigest: string | null
}

export async function selectBranding(db: Db, organizationKey: string): Promise<Branding | undefined> {
  const row = await db
    .selectFrom('organization_branding')
    .select(['name', 'primary_color as primaryColor', 'logo'])
    .where('organization_key', '=', organizationKey)
    .executeTakeFirst()
  return row && { ...row }
}

/** Without the logo, which may have 64 kB */
export const selectBrandingFacts = (db: Db, organizationKey: string) =>
  db
    .selectFrom('organization_branding')
    .select(['name', 'primary_color as primaryColor', 'logo_digest as logoDigest'])
    .where('organization_key', '=', organizationKey)
    .executeTakeFirst()

export async function selectLogo(db: Db, organizationKey: string): Promise<StoredLogo | undefined> {
  return db
    .selectFrom('organization_branding')
    .select(['logo', 'logo_digest as logoDigest'])
    .where('organization_key', '=', organizationKey)
    .executeTakeFirst()
}

/** Of two that change it at the same time, the second one waits and starts from what the first has made. */
export async function lockBranding(db: Db, organizationKey: string): Promise<void> {
  await db
    .insertInto('organization_branding')
    .values({ organization_key: organizationKey, name: null, primary_color: null, logo: null, logo_digest: null })
    .onConflict((conflict) =>
      conflict.column('organization_key').doUpdateSet({ name: sql.ref('organization_branding.name') }),
    )
    .execute()
}

/** Of an organization that was locked */
export async function storeBranding(
  db: Db,
  organizationKey: string,
  { name, primaryColor, logo, logoDigest }: Branding & StoredLogo,
): Promise<void> {
  const columns = { name, primary_color: primaryColor, logo, logo_digest: logoDigest }
  await db.updateTable('organization_branding').set(columns).where('organization_key', '=', organizationKey).execute()
}
