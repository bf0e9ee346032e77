import { Problem } from '../../../problems/problem.ts'

/** A state of an asset. What it says of the asset itself is what holds now, whichever revision it is. */
export interface AssetRevision {
  assetKey: string
  /** From 1 */
  revision: number
  commitMessage: string | null
  createdAt: string
  /** The API client or user that did it */
  createdBy: string | null
  /** A version, such as 1.2.0. It names one revision of the asset. */
  tag: string | null
  taggedAt: string | null
  taggedBy: string | null
  releaseNotes: string | null
}

/** The tag as texts sort versions: 1.10.0 comes after 1.9.0. No number has more than nine digits. */
export const tagOrder = (tag: string | null): string =>
  tag === null
    ? ''
    : tag
        .split('.')
        .map((number) => number.padStart(9, '0'))
        .join('.')

/** For a number that no revision of the asset has */
export const revisionNotFound = (assetName: string, revision: number): Problem =>
  new Problem('asset_revision_not_found', `${assetName} has no revision ${revision}.`)

/** For a tag that another revision of the asset has */
export const tagTaken = (assetName: string, tag: string | null): Problem =>
  new Problem('asset_tag_taken', `The field tag: another revision of ${assetName} is tagged with ${tag} already.`)
