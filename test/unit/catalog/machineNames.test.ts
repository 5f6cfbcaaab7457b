import { describe, expect, it } from 'vitest';
import { catalog } from '../../helpers/catalog.ts';

describe('names of the world', () => {
  it.each([
    ['h100-sxm', 'h100-sxm', 'id'],
    ['H100', 'h100-sxm', 'family'],
    ['NVIDIA-H100-80GB-HBM3', 'h100-sxm', 'name'],
    ['nvidia-h100-mega-80gb', 'h100-sxm', 'name'],
    ['NVIDIA-H100-PCIe', 'h100-pcie', 'name'],
    ['NVIDIA H100 NVL', 'h100-nvl', 'name'],
    ['NVIDIA-H200-NVL', 'h200-nvl', 'name'],
    ['NVIDIA-A100-SXM4-80GB', 'a100-80g-sxm', 'name'],
    ['A100-80GB', 'a100-80g-sxm', 'name'],
    ['nvidia-tesla-a100', 'a100-40g-sxm', 'name'],
    ['nvidia-l4', 'l4', 'name'],
    ['Tesla-T4', 't4', 'name'],
    ['NVIDIA-GeForce-RTX-4090', 'rtx-4090', 'name'],
    ['NVIDIA-RTX-A6000', 'rtx-a6000', 'name'],
    ['NVIDIA-A40', 'a40', 'name'],
    ['NVIDIA-H20', 'h20', 'name'],
    ['NVIDIA-GB10', 'gb10-dgx-spark', 'name'],
    ['NVIDIA-B200', 'b200', 'name'],
    ['NVIDIA-RTX-PRO-6000-Blackwell-Server-Edition', 'rtx-pro-6000-se', 'name'],
    ['AMD_Instinct_MI300X_OAM', 'mi300x', 'name'],
    ['tpu-v6e-slice', 'tpu-v6e', 'name'],
    ['tpu-v5-lite-podslice', 'tpu-v5e', 'name'],
    ['Trainium2', 'trn2', 'name'],
  ])('%s', (name, accelerator, via) => {
    expect(catalog().acceleratorNamed(name)).toEqual({ accelerator, via });
  });

  it('does not know a machine that has no row', () => {
    expect(catalog().acceleratorNamed('Tesla-V100-SXM2-16GB')).toBeUndefined();
  });

  it.each([
    ['p5.48xlarge', 'h100-sxm', 'aws', 8],
    ['ml.p5.48xlarge', 'h100-sxm', 'aws', 8],
    ['p5', 'h100-sxm', 'aws', undefined],
    ['g4dn.12xlarge', 't4', 'aws', 4],
    ['a2-ultragpu-2g', 'a100-80g-sxm', 'gcp', 2],
    ['Standard_NC96ads_A100_v4', 'a100-80g-pcie', 'azure', 4],
    ['BM.GPU.H200.8', 'h200-sxm', 'oci', 8],
  ])('%s', (type, accelerator, cloud, count) => {
    expect(catalog().instanceNamed(type)).toMatchObject({
      accelerator,
      cloud,
      ...(count === undefined ? {} : { count }),
    });
  });
});

describe('MIG slices', () => {
  it('has its share of memory, compute and price', () => {
    const card = catalog().accelerator('h100-sxm');
    const slice = catalog().accelerator('h100-sxm-mig-3g.40gb');
    expect(slice?.memoryGb).toBe(40);
    expect(slice?.peakTflops.bf16).toBeCloseTo(((card?.peakTflops.bf16 ?? 0) * 3) / 7);
    expect(slice?.priceUsd).toBe((card?.priceUsd ?? 0) / 2);
  });

  it('is rented by whole cards', () => {
    const whole = catalog().offers('h100-sxm', { instance: 'p5.48xlarge' })[0];
    const sliced = catalog().offers('h100-sxm-mig-1g.10gb', { instance: 'p5.48xlarge' })[0];
    expect(sliced).toMatchObject({ count: 56, onDemandUsdH: whole?.onDemandUsdH });
  });

  it.each(['h100-sxm-mig-9g.40gb', 'h100-sxm-mig-1g.200gb', 'nothing-mig-1g.10gb'])('is none: %s', (id) => {
    expect(catalog().accelerator(id)).toBeUndefined();
  });
});
