import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'

/** The routes of a module: a Fastify plugin whose schemas give its handlers their types. */
export type Routes = FastifyPluginAsyncTypebox
