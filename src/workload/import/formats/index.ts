/** Every format there is, in the order they are tried: the more telling a format's marks, the earlier. */
import type { Cursor } from '../source/cursor.ts';
import { bentoml } from './bentoml.ts';
import { compose } from './compose.ts';
import { dstack } from './dstack.ts';
import { dynamo } from './dynamo.ts';
import { engineConfig } from './engineConfig.ts';
import type { Format } from './format.ts';
import { gpuRecipes } from './gpuRecipes.ts';
import { kaito } from './kaito.ts';
import { kserve } from './kserve.ts';
import { kubeai } from './kubeai.ts';
import { kubernetes } from './kubernetes.ts';
import { llmD } from './llmD.ts';
import { nim } from './nim.ts';
import { ome } from './ome.ts';
import { productionStack } from './productionStack.ts';
import { ray } from './ray.ts';
import { skypilot } from './skypilot.ts';
import { srtSlurm } from './srtSlurm.ts';
import { truss } from './truss.ts';

export const FORMATS: readonly Format[] = [
  ome,
  kserve,
  dynamo,
  kubeai,
  kaito,
  ray,
  kubernetes,
  productionStack,
  llmD,
  nim,
  dstack,
  srtSlurm,
  skypilot,
  truss,
  bentoml,
  compose,
  gpuRecipes,
  engineConfig,
];

export const formatOf = (document: Cursor): Format | undefined => FORMATS.find((format) => format.is(document));
