import type { Parts } from '../../../db/parts.ts'
import { selectMainPortfolioKey } from './portfolios-repository.ts'

/** The key of the main portfolio, which each organization has. */
export const getMainPortfolioKey = ({ db }: Parts, organizationKey: string): Promise<string> =>
  selectMainPortfolioKey(db, organizationKey)
