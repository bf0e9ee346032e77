import { Problem } from '../../../problems/problem.ts'

export interface Portfolio {
  key: string
  name: string
  /** Each organization has one main portfolio. */
  isMain: boolean
}

/** What the audit trail names. */
export const portfolioEntity = ({ key, name }: Pick<Portfolio, 'key' | 'name'>) => ({
  type: 'portfolio' as const,
  key,
  name,
})

/** For a name that another portfolio of the organization has */
export const portfolioNameTaken = (name: string): Problem =>
  new Problem('portfolio_name_taken', `There is a portfolio with the name '${name}' already.`)
