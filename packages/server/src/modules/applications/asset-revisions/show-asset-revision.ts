import { findWord } from '../../../http/api/parse-words.ts'
import { Problem } from '../../../problems/problem.ts'
import { type AssetEmbedding, type AssetRevisionAnswer, embeds } from './asset-repository-schemas.ts'
import type { AssetWithRevision } from './asset-revisions-repository.ts'
import { isDeployable } from './is-deployable.ts'

type Embed = (typeof embeds)[number]

/** A revision as ODC's API answers it, with the parts that were asked for. */
export const showAssetRevision =
  (embed: readonly Embed[] | undefined) =>
  (row: AssetWithRevision): AssetRevisionAnswer => ({
    assetKey: row.assetKey,
    portfolioKey: row.portfolioKey,
    revision: row.revision,
    name: row.name,
    description: row.description,
    isExternal: false,
    tag: row.tag,
    modelDigest: null,
    clonedFromTemplateKey: null,
    assetType: row.type,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    commitMessage: row.commitMessage,
    taggedBy: row.taggedBy,
    taggedAt: row.taggedAt,
    _embedded: embed?.length ? embeddingOf(row, embed) : null,
  })

function embeddingOf({ tag, type }: AssetWithRevision, asked: readonly Embed[]): AssetEmbedding {
  const all: AssetEmbedding = {
    releaseNote: { tag, releaseNoteUrl: null },
    icon: { iconUrl: null, iconDigest: null },
    sourceCode: { sourceCodeBinaryUrl: null, sourceCodeDigest: null },
    signature: { signatureBinaryUrl: null, signatureDigest: null, compatibilitySignatureDigest: null },
    metadata: {
      templateType: null,
      toolVersion: null,
      runtime: null,
      mobileFrameworks: null,
      assemblyVersion: null,
      assemblyName: null,
      urlPath: null,
      isDeployable: isDeployable(type),
      isBuiltInAsset: false,
    },
  }
  const entries = embeds.map((name) => [name, asked.includes(name) ? all[name] : null])
  return Object.fromEntries(entries) as AssetEmbedding
}

/** What a body asks for, without regard to case. @throws Problem invalid_body */
export const parseEmbeds = (names: readonly string[] | null | undefined): Embed[] | undefined =>
  names?.map((name) => {
    const found = findWord(embeds, name)
    if (!found) throw new Problem('invalid_body', `The field embeds takes ${embeds.join(', ')}.`)
    return found
  })
