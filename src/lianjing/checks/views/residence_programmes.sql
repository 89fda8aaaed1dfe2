/* residence_programmes: the programmes for residents or members of the collective: programme_id. Left out are those that also reach outsiders
(machines, courses, loans, insurance, rents and compensation, paid posts, allowances that follow an old employer), and money paid because of a death. */
SELECT g.programme_id
FROM programmes AS g
WHERE g.payee IN ('person', 'household', 'house', 'land')
  AND NOT coalesce(g.funeral, FALSE)
  AND cast(g.programme_id AS VARCHAR) NOT IN (
      'machinery', 'machinery_scrap', 'training_subsidy', 'agri_loan', 'micro_loan', 'agri_insurance', 'land_lease', 'requisition', 'young_crops',
      'village_official_pay', 'village_official_retired', 'welfare_post', 'eco_ranger', 'cleaner', 'survivor_allowance', 'substitute_teacher',
      'village_doctor', 'veteran_disabled', 'veteran_survivors', 'afforestation', 'big_grower', 'migrant_transport', 'edu_college', 'rent_subsidy',
      'medical_aid', 'medical_premium_aid', 'disaster_relief', 'coal_to_gas', 'coal_to_electric', 'clean_coal', 'toilet', 'corn_soy', 'strip_crop', 'grain_oneoff'
  )
