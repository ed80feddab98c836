import type { Preparation } from './preparation.ts'

export const routing: Record<string, Preparation> = {
  getRoutingSimulation: async ({ call }) => {
    const { id = '' } = await call('simulateRouting')
    return { parameters: { id } }
  },
}
