/** The allowed grid of parallelism for a model on an accelerator. */
import { weightBytes } from './parameters.ts';
import type { Accelerator, Architecture, Parallelism } from './types.ts';
import type { Precision } from '../quantity/index.ts';

/** Powers of two up to the domain, and the domain itself where it is not one (NVL72). */
function sizes(domain: number): number[] {
  const out: number[] = [];
  for (let n = 1; n <= domain && n <= 64; n *= 2) out.push(n);
  if (domain > 1 && domain <= 144 && !out.includes(domain)) out.push(domain);
  return out;
}

/** Ranks of expert groups over nodes: what recipes publish (32, 72, 96, 144, 320) and sizes between. */
const OVER_NODES = [16, 32, 48, 64, 72, 96, 144, 192, 288, 320];

/** Whole domains joined by the network, with the experts spread over all and attention of its own on each accelerator. */
function overNodes({ routed }: Architecture, domain: number): readonly Parallelism[] {
  if (!routed) return [];
  return OVER_NODES.filter((n) => n > domain && n % domain === 0 && n <= routed.experts).map((n) => ({
    tensor: n,
    pipeline: 1,
    expert: n,
    data: n,
  }));
}

/**
 * Parallelisms whose weights fit, smallest first.
 *
 * Tensor degrees divide the attention heads (or exceed the KV heads, which are then replicated) and stay in one domain; routed
 * models also run with experts spread over the group, with and without attention data parallelism, which may span domains; pipelines
 * only where no tensor degree alone fits.
 *
 * @param networked whether whole domains can be joined by a network
 */
export function parallelisms(
  architecture: Architecture,
  accelerator: Accelerator,
  domain: number,
  weights: Precision,
  networked = false,
): readonly Parallelism[] {
  const heads = Math.min(...architecture.attention.map((a) => a.heads), Infinity);
  const room = 0.9 * accelerator.memory;
  const out: Parallelism[] = [];
  const fits = (p: Parallelism): boolean => weightBytes(architecture, weights, p) < room;
  const most = Math.max(1, Math.min(domain, accelerator.scaleUp.domain));
  for (const tensor of sizes(most)) {
    const divides = Number.isFinite(heads) && heads % tensor === 0;
    const plain = { tensor, pipeline: 1, expert: 1, data: 1 };
    if ((divides || tensor === 1) && fits(plain)) out.push(plain);
    if (!architecture.routed || tensor === 1) continue;
    if (architecture.routed.experts % tensor !== 0 && tensor < 16) continue;
    const spread = { tensor, pipeline: 1, expert: tensor, data: 1 };
    if (divides && fits(spread)) out.push(spread);
    const data = { tensor, pipeline: 1, expert: tensor, data: tensor };
    if (fits(data)) out.push(data);
  }
  const wide = networked ? overNodes(architecture, most).filter(fits) : [];
  if (out.length > 0) return [...out, ...wide];
  const tensor =
    sizes(most)
      .filter((t) => heads % t === 0)
      .at(-1) ?? 1;
  for (let pipeline = 2; pipeline <= 64; pipeline *= 2) {
    const p = { tensor, pipeline, expert: 1, data: 1 };
    if (fits(p)) return [p, ...wide];
  }
  return wide;
}
