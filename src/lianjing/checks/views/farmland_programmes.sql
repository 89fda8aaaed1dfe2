/* farmland_programmes: the programmes that are paid by contracted arable land: programme_id. The subsidy for keeping arable land fertile and its
forerunners follow the confirmed (before: the taxed) area of the household, so they can be laid beside the land register. Subsidies for sown
area (seed, maize, actual growers) follow who farms, often by word of mouth; forest and grass have registers of their own: not in it. */
SELECT g.programme_id
FROM programmes AS g
WHERE g.payee = 'land'
  AND cast(g.programme_id AS VARCHAR) IN ('land_fertility', 'grain_direct')
